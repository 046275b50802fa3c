import type { CallServerMessage } from "#protocol/call-message";
import type { ErrorCode } from "#protocol/error";
import type { Act, CallPort } from "./call-port.ts";

export type ActAnswer =
  | {
      ok: true;
      id: string;
      granted: Extract<CallServerMessage, { kind: "call_grant" }> | null;
      /** The token of a guests' link that was asked for. */
      link: string | null;
    }
  | { ok: false; code: ErrorCode };

/** A call is about now: what is not answered in this time is said not to have happened. */
const patienceMs = 12_000;

/** Does something to a call, and answers what came of it. Nothing is kept to be sent later. `id`: of a request, the call's. */
export function act(port: CallPort, what: Act, id = port.newId()): Promise<ActAnswer> {
  return new Promise((resolve) => {
    const settle = (answer: ActAnswer) => {
      stop();
      clearTimeout(timer);
      resolve(answer);
    };
    const stop = port.onMessage((message) => {
      if (!("id" in message) || message.id !== id) return;
      if (message.kind === "refused") settle({ ok: false, code: message.code });
      else {
        const granted = message.kind === "call_grant" ? message : null;
        settle({ ok: true, id, granted, link: message.kind === "call_link" ? message.token : null });
      }
    });
    const timer = setTimeout(() => settle({ ok: false, code: "unavailable" }), patienceMs);
    if (!port.send({ kind: "call", id, act: what })) settle({ ok: false, code: "unavailable" });
  });
}
