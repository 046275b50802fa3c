import type { Accessor } from "solid-js";
import type * as z from "zod/mini";
import type { Environment } from "../connection/environment.ts";
import type { HttpResult } from "../connection/http.ts";
import type { Refusal } from "#protocol/error";
import type { Directory, Me, meChangeSchema } from "#protocol/workspace";

/** `unknown`: not asked yet. `out`: nobody is signed in. `in`: `me` is there. */
export type SessionStatus = "unknown" | "out" | "in";

export type SessionStore = {
  status: Accessor<SessionStatus>;
  me: Accessor<Me | null>;
  /** Why `me` could not be asked for (no network); null otherwise. */
  trouble: Accessor<Refusal | null>;
  /** The workspace's agents, for mentions and the transfer picker; empty until `loadDirectory`. */
  directory: Accessor<Directory["agents"]>;
  /** Asks who is signed in. Also to be called when a socket closes with a code of sign-in (4401, 4440). */
  load(): Promise<void>;
  loadDirectory(): Promise<void>;
  /** `second_factor_required` as the error means: ask for the code, then `secondFactor`. */
  signIn(email: string, password: string): Promise<HttpResult<undefined>>;
  secondFactor(code: string): Promise<HttpResult<undefined>>;
  signOut(): Promise<HttpResult<undefined>>;
  /** Shown at once, taken back when it is refused. */
  change(change: z.infer<typeof meChangeSchema>): Promise<HttpResult<Me>>;
};

export function createSessionStore(options: { environment?: Environment }): SessionStore {
  void options;
  throw new Error("not written yet");
}
