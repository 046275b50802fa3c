import { agentSide } from "../../web/connection/agent-side.ts";
import type { ConnectionState } from "../../web/connection/connection-state.ts";
import {
  type ConversationConnection,
  makeConversationConnection,
} from "../../web/connection/conversation-connection.ts";
import { customerSide } from "../../web/connection/customer-side.ts";
import type { LoggedCommand } from "../../worker/protocol/client-message.ts";
import type { SeenEntry } from "../../worker/protocol/entry.ts";
import type { Side, Transcript } from "./checker.ts";
import { environmentOf } from "./page.ts";
import type { Line } from "./page-socket.ts";
import type { Recorder } from "./recorder.ts";
import { marked, marksIn } from "./words.ts";

/** Who somebody is to the product. */
export type Badge = { side: Side; name: string; cookie?: string; token?: string };

export type Weather = {
  out: Line["out"];
  in: Line["in"];
  /** How far this person's machine is off. */
  skewMs: number;
};

const calm: Weather = { out: (send) => send(), in: (deliver) => deliver(), skewMs: 0 };

export type Participant = {
  readonly who: string;
  readonly side: Side;
  says: (mark: string, text: string, note: boolean, attachment?: string) => void;
  state: () => ConnectionState;
  /** Words that wait, or that were refused for good. */
  waiting: () => number;
  failed: () => number;
  /** Reads back to the beginning. */
  readBack: () => void;
  /** The seq of the newest line that this person has before them. */
  newest: () => number;
  /** What this person has before them. */
  transcript: () => Transcript;
  /** A fresh socket, now. */
  reconnect: () => void;
  leave: () => void;
};

type Words = { id: string; text: string; attachments?: string[] };

let people = 0;

/** Opens a conversation as the widget or the console does, with the product's own client over a real socket. */
export function participate(options: {
  origin: string;
  conversation: string;
  badge: Badge;
  recorder: Recorder;
  weather?: Partial<Weather>;
}): Participant {
  const { origin, conversation, badge, recorder } = options;
  const { side } = badge;
  const weather = { ...calm, ...options.weather };
  people += 1;
  const who = `${badge.name} ${people}`;
  const line: Line = {
    headers: badge.cookie === undefined ? {} : { cookie: badge.cookie },
    arrived: (raw) => recorder.arrived(who, side, raw),
    out: weather.out,
    in: weather.in,
  };
  const common = {
    conversation,
    owner: who,
    environment: environmentOf(origin, line, who, weather.skewMs),
    token: () => badge.token ?? null,
    onUpdate: () => {},
  };
  if (side === "customer") {
    const own = makeConversationConnection({ ...common, side: customerSide });
    return made(own, (words) => own.give({ kind: "message", ...words }));
  }
  const own = makeConversationConnection({ ...common, side: agentSide });
  return made(own, (words, note) =>
    own.give(note ? { kind: "note", mentions: [], ...words } : { kind: "message", ...words }),
  );

  function made(
    own: Pick<
      ConversationConnection<SeenEntry, LoggedCommand>,
      "state" | "queue" | "log" | "loadBackTo" | "reconnect" | "dispose"
    >,
    give: (words: Words, note: boolean) => void,
  ): Participant {
    const inState = (...states: string[]) => own.queue().filter(({ state }) => states.includes(state.kind)).length;
    return {
      who,
      side,
      says(mark, text, note, attachment) {
        const id = `bench-${crypto.randomUUID()}`;
        recorder.gave(id, { conversation, mark, author: who, side, audience: note ? "team" : "everyone" });
        const attachments = attachment === undefined ? {} : { attachments: [attachment] };
        give({ id, text: marked(mark, text), ...attachments }, note);
      },
      state: () => own.state(),
      waiting: () => inState("waiting", "sending"),
      failed: () => inState("failed"),
      newest: () => own.log().last,
      readBack: () => own.loadBackTo(1),
      transcript: () => ({ conversation, who, side, lines: linesOf(own.log().entries) }),
      reconnect: () => own.reconnect(),
      leave: () => own.dispose(),
    };
  }
}

/** As the checker reads lines, of a client or of what was read back. */
export function linesOf(
  entries: readonly { seq: number; body: { kind: string; text?: string } }[],
): Transcript["lines"] {
  return entries.map(({ seq, body }) => ({
    seq,
    mark: body.kind === "message" || body.kind === "note" ? (marksIn(body.text ?? "")[0] ?? null) : null,
  }));
}
