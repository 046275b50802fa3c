import { Match, Show, Switch } from "solid-js";
import { lazyPart } from "../../ui/part.tsx";
import type { CustomerEntry } from "#protocol/entry";
import { CobrowseEntry } from "./cobrowse-entry.tsx";
import { loadCobrowseTexts } from "./cobrowse-intl.ts";

/** The words of everything in here. Whoever draws an entry waits for it. */
export const loadLateTexts = loadCobrowseTexts;

const FlowFact = lazyPart(async () => {
  const [file, texts] = await Promise.all([import("./flow-fact.tsx"), import("./flow-intl.ts")]);
  await texts.loadFlowTexts();
  return file.FlowFact;
});

const CallLine = lazyPart(async () => {
  const [file, words] = await Promise.all([import("./call-line.tsx"), import("../../call/call-words.ts")]);
  await words.startCallWords();
  return file.CallLine;
});

/**
 * Draws the entries whose kinds the widget's first load does not know (`firstBodies` in worker/protocol/entry-first.ts): loaded,
 * like the schema that reads them, with the first one of them. One <Match> for each kind, its words in a catalogue of its own.
 * A kind that this build does not know draws nothing.
 */
export function LateEntry(props: { entry: CustomerEntry }) {
  const flow = () => (props.entry.body.kind === "flow" ? props.entry.body : null);
  const cobrowse = () => (props.entry.body.kind === "cobrowse" ? props.entry.body : null);
  return (
    <Switch>
      <Match when={cobrowse()}>{(body) => <CobrowseEntry body={body()} author={props.entry.author} />}</Match>
      <Match when={flow()}>
        {(body) => (
          <Show when={body().handedOver}>
            <FlowFact />
          </Show>
        )}
      </Match>
      <Match when={props.entry.body.kind === "call"}>
        <CallLine entry={props.entry} />
      </Match>
    </Switch>
  );
}
