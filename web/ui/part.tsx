import { Show, createComponent, createSignal } from "solid-js";
import type { Component, JSX } from "solid-js";

export type Part<Props extends object> = Component<Props & { fallback?: JSX.Element }> & {
  /** Fetches it now, so that it is there when it is drawn. May be called as often as one likes. */
  preload: () => void;
  /** The same, but only what has loaded is drawn: it does not ask for itself. */
  Loaded: Component<Props>;
};

/**
 * A part of a screen that loads when it is first drawn or `preload` is called, and is drawn at once from then on; `fallback` stands
 * in its place until then. What failed to load is asked for again by the next call, and when the machine is online again; `onMissing`
 * hears of it when it should have been drawn.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<Component<Props>>,
  onMissing?: () => void,
): Part<Props> {
  const [part, setPart] = createSignal<Component<Props>>();
  let coming = false;
  let drawn = false;
  const preload = () => {
    if (coming) return;
    coming = true;
    load().then(
      (made) => setPart(() => made),
      () => {
        coming = false;
        if (!drawn) return;
        addEventListener("online", preload, { once: true });
        onMissing?.();
      },
    );
  };
  const Loaded = (props: Props & { fallback?: JSX.Element }) => (
    <Show when={part()} fallback={props.fallback}>
      {(made) => createComponent(made(), props)}
    </Show>
  );
  const Drawn = (props: Props & { fallback?: JSX.Element }) => {
    drawn = true;
    preload();
    return createComponent(Loaded, props);
  };
  return Object.assign(Drawn, { preload, Loaded });
}

/** Runs it when the page has nothing better to do. */
export function whenIdle(task: () => void): void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === "function") requestIdleCallback(task, { timeout: 2_000 });
  else setTimeout(task, 200);
}
