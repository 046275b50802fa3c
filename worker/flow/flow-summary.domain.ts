import type { Collected } from "../protocol/flow-run.ts";

/** The note with which a flow hands over: what its step says, then what was collected. Labels and answers only: no words of ours in it. */
export function summaryOf(note: string, collected: readonly Collected[]): string {
  const lines = collected.map(({ label, shown }) => `- **${label}**: ${shown.replaceAll(/\s+/g, " ").slice(0, 500)}`);
  return [note, lines.join("\n")]
    .filter((part) => part !== "")
    .join("\n\n")
    .slice(0, 10_000);
}
