import { For } from "solid-js";
import "./skeleton.css";

/** A grey bar where something will stand. `width` and `height` are CSS lengths. Decoration: say "loading" once, on the region. */
export function Skeleton(props: {
  width?: string | undefined;
  height?: string | undefined;
  round?: boolean | undefined;
}) {
  return (
    <span
      class="ui-skeleton"
      data-round={props.round ? "" : undefined}
      style={{ "inline-size": props.width, "block-size": props.height }}
      aria-hidden="true"
    />
  );
}

/** Rows as a list of people will have: a face and two lines. */
export function SkeletonRows(props: { rows: number; label: string }) {
  return (
    <div class="ui-skeleton-rows" role="status" aria-label={props.label}>
      <For each={Array.from({ length: props.rows }, (_, row) => row)}>
        {(row) => (
          <div class="ui-skeleton-row" style={{ opacity: Math.max(0.25, 1 - row * 0.14) }}>
            <Skeleton width="2rem" height="2rem" round />
            <span class="ui-skeleton-lines">
              <Skeleton width={`${34 + ((row * 17) % 24)}%`} />
              <Skeleton width={`${62 + ((row * 23) % 30)}%`} />
            </span>
          </div>
        )}
      </For>
    </div>
  );
}
