import type { AgentName } from "#protocol/agent";
import type { CobrowseRules } from "#protocol/cobrowse-rules";
import type { Acted, CobrowseAction, CobrowseTrouble, Shown, ShownPage } from "#protocol/cobrowse-socket";

/**
 * What the frame and the recorder in the company's page say to each other, by postMessage, each with the exact origin of the
 * other. The recorder says `here` when it runs; the frame answers with `start`.
 */
type Mark = { falaRecorder: 1 };

/** What the banner says, in the customer's language. `{{agents}}` and `{{agent}}` are filled by the recorder. */
export type RecorderWords = Record<
  | "watched"
  | "nobody"
  | "paused"
  | "pause"
  | "resume"
  | "stop"
  | "hidden"
  | "shown"
  | "nothingHidden"
  | "asks"
  | "allow"
  | "refuse"
  | "controls"
  | "endControl"
  | "fold"
  | "unfold"
  | "region",
  string
>;

export type ToRecorder = Mark &
  (
    | { kind: "start"; words: RecorderWords; rules: CobrowseRules; rtl: boolean }
    /** One snapshot for the customer's own eyes, before they have agreed: it goes no further than the frame. */
    | { kind: "preview"; rules: CobrowseRules }
    | {
        kind: "state";
        record: boolean;
        paused: boolean;
        agents: AgentName[];
        asking: AgentName | null;
        controller: AgentName | null;
      }
    | { kind: "key" }
    | { kind: "shown"; by: AgentName; what: Shown }
    | { kind: "act"; id: string; action: CobrowseAction }
    | { kind: "end" }
  );

export type FromRecorder = Mark &
  (
    | { kind: "here"; page: ShownPage; seen: boolean }
    | { kind: "batch"; events: string; key: boolean; active: boolean }
    | { kind: "previewed"; events: string }
    | { kind: "page"; page: ShownPage }
    | { kind: "seen"; seen: boolean }
    | { kind: "trouble"; trouble: CobrowseTrouble | null }
    | { kind: "pause"; on: boolean }
    | { kind: "stop" }
    | { kind: "control_answer"; allow: boolean }
    | { kind: "control_end" }
    | Acted
  );

type Body<Message> = Message extends unknown ? Omit<Message, "falaRecorder"> : never;
export type ToRecorderBody = Body<ToRecorder>;
export type FromRecorderBody = Body<FromRecorder>;

/** Both sides are of one build or of two that lie close together; what matters is checked where it is used. */
const isMarked = (data: unknown): boolean =>
  typeof data === "object" && data !== null && "falaRecorder" in data && data.falaRecorder === 1 && "kind" in data;

export function isFromRecorder(data: unknown): data is FromRecorder {
  return isMarked(data);
}

export function isToRecorder(data: unknown): data is ToRecorder {
  return isMarked(data);
}
