import { Switch } from "solid-js";
import type { CustomerEntry } from "#protocol/entry";

/**
 * Draws the entries whose kinds the widget's first load does not know (`firstBodies` in worker/protocol/entry-first.ts): loaded,
 * like the schema that reads them, with the first one of them. One <Match> for each kind, its words in a catalogue of its own.
 * A kind that this build does not know draws nothing.
 */
export function LateEntry(_props: { entry: CustomerEntry }) {
  return <Switch>{[]}</Switch>;
}
