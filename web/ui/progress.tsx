import "./progress.css";

/** How far work has come, as a thin bar. `label` says what is under way. */
export function Progress(props: { label: string; done: number; total: number }) {
  return <progress class="ui-progress" value={props.done} max={props.total} aria-label={props.label} />;
}
