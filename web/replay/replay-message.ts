import type { AgentName } from "#protocol/agent";
import type { Shown } from "#protocol/cobrowse-socket";

/**
 * What the console (or the widget's frame, for a preview) and the replay document say to each other, by postMessage within
 * Fala's origin. The document says `ready` when it runs. Places are fractions of the customer's viewport.
 */
export type ToReplay = { falaReplay: 1 } & (
  | { kind: "batch"; key: boolean; events: readonly unknown[] }
  /** Nothing is shown any more: between two pages, or of another tab. */
  | { kind: "clear" }
  /** How the page is fitted: into the window, or as large as it is. `quiet`: no pointer of the customer's, nothing is said of this one. */
  | { kind: "look"; fit: boolean; quiet: boolean; pointer: "none" | "crosshair" | "pointer" }
  /** What an agent shows over the page: this one, or a colleague. */
  | { kind: "shown"; by: AgentName; what: Shown }
  /** Who watches now: nobody else shows anything. */
  | { kind: "agents"; agents: readonly AgentName[] }
);

export type Place = { x: number; y: number };

export type FromReplay = { falaReplay: 1 } & (
  | { kind: "ready" }
  /** A key batch stands on the screen. */
  | { kind: "shown"; width: number; height: number }
  /** It lost track: a whole snapshot, please. */
  | { kind: "lost" }
  | { kind: "pointer"; at: Place | null; node: number | null }
  | { kind: "press"; at: Place; node: number | null; field: Field | null }
  | { kind: "drag"; at: Place; phase: "begin" | "go" | "end" }
  | { kind: "wheel"; node: number | null; top: number; left: number }
);

/** A control of the page that can be filled in, as far as the agent sees it. */
export type Field =
  | { kind: "text"; multiline: boolean; name: string }
  | { kind: "choice"; name: string; options: readonly string[] };

type Body<Message> = Message extends unknown ? Omit<Message, "falaReplay"> : never;
export type ToReplayBody = Body<ToReplay>;
export type FromReplayBody = Body<FromReplay>;

const isMarked = (data: unknown) =>
  typeof data === "object" && data !== null && "falaReplay" in data && data.falaReplay === 1 && "kind" in data;

export function isToReplay(data: unknown): data is ToReplay {
  return isMarked(data);
}

export function isFromReplay(data: unknown): data is FromReplay {
  return isMarked(data);
}
