import { Show } from "solid-js";
import { lazyPart } from "../../ui/part.tsx";
import { useFrame } from "./frame-state.ts";

/** Loads with the first call that there is, or was. */
const CallPanel = lazyPart(async () => {
  const [file, words] = await Promise.all([import("./call-panel.tsx"), import("../../call/call-words.ts")]);
  await words.startCallWords();
  return file.CallPanel;
});

/** Loads with the first flow that talks to the customer. */
const FlowPlace = lazyPart(async () => {
  const [file, texts] = await Promise.all([import("./flow-place.tsx"), import("./flow-intl.ts")]);
  await texts.loadFlowTexts();
  return file.FlowPlace;
});

/** Comes with the first question whether the page may be seen; works also while the panel is closed. */
const CobrowsePart = lazyPart(() => import("./cobrowse-part.tsx").then((file) => file.loadCobrowsePart()));

/** What most conversations never have: a call `above` their lines, flows and co-browsing below. Each loads when there is one. */
export function LatePlaces(props: { above?: boolean }) {
  const { config, store } = useFrame();
  const hasCall = () => store.state()?.call !== undefined || store.entries().some(({ body }) => body.kind === "call");
  const hasFlow = () => store.state()?.flow ?? (store.phase() === "live" ? undefined : config.opening);
  return (
    <Show
      when={props.above}
      fallback={
        <>
          <Show when={hasFlow()}>
            <FlowPlace />
          </Show>
          <Show when={store.state()?.cobrowse}>
            <CobrowsePart />
          </Show>
        </>
      }
    >
      <Show when={hasCall()}>
        <CallPanel />
      </Show>
    </Show>
  );
}
