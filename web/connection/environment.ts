import type { Clock } from "./clock.ts";
import type { Request } from "./http.ts";
import type { KeptText } from "./kept-text.ts";
import type { OpenSocket } from "./socket.ts";

/** All of the outer world that connections and stores touch. Every store takes one; absent, it is the browser's. */
export type Environment = {
  clock: Clock;
  kept: KeptText;
  request: Request;
  openSocket: OpenSocket;
  /** An id that nobody else makes (ids.ts), also on pages that are not secure contexts. */
  newId: () => string;
};

/** The browser's, made once per page. */
export function browserEnvironment(): Environment {
  throw new Error("not written yet");
}
