import { type Accessor, batch, createSignal } from "solid-js";
import type * as z from "zod/mini";
import { browserEnvironment, type Environment } from "../connection/environment.ts";
import { type HttpResult, nothingSchema } from "../connection/http.ts";
import { type Refusal, refusal } from "#protocol/error";
import { type Directory, directorySchema, type Me, type meChangeSchema, meSchema } from "#protocol/workspace";

/** `unknown`: not asked yet. `out`: nobody is signed in. `in`: `me` is there. */
export type SessionStatus = "unknown" | "out" | "in";

export type SessionStore = {
  status: Accessor<SessionStatus>;
  me: Accessor<Me | null>;
  /** Whether somebody was signed in on this page already, so that being out is what they wanted. */
  hasBeenIn: () => boolean;
  /** Why `me` could not be asked for (no network); null otherwise. */
  trouble: Accessor<Refusal | null>;
  /** The workspace's agents, for mentions and the transfer picker; empty until `loadDirectory`. */
  directory: Accessor<Directory["agents"]>;
  /** Asks who is signed in. Also to be called when a socket closes with a code of sign-in (4401, 4440). */
  load: () => Promise<void>;
  loadDirectory: () => Promise<void>;
  /** `second_factor_required` as the error means: ask for the code, then `secondFactor`. */
  signIn: (email: string, password: string) => Promise<HttpResult<undefined>>;
  secondFactor: (code: string) => Promise<HttpResult<undefined>>;
  signOut: () => Promise<HttpResult<undefined>>;
  /** Shown at once, taken back when it is refused. */
  change: (change: z.infer<typeof meChangeSchema>) => Promise<HttpResult<Me>>;
};

export function createSessionStore(options: { environment?: Environment } = {}): SessionStore {
  const { request } = options.environment ?? browserEnvironment();
  const [status, setStatus] = createSignal<SessionStatus>("unknown");
  const [me, setMe] = createSignal<Me | null>(null);
  const [trouble, setTrouble] = createSignal<Refusal | null>(null);
  const [directory, setDirectory] = createSignal<Directory["agents"]>([]);
  let wasIn = false;
  /** Answers may come in another order than they were asked for; only the last question counts. */
  let asked = 0;
  let newest: Promise<void> = Promise.resolve();

  function enter(next: Me | null) {
    wasIn ||= next !== null;
    batch(() => {
      setMe(next);
      setStatus(next === null ? "out" : "in");
      setTrouble(null);
      if (next === null) setDirectory([]);
    });
  }

  /** Ready when the newest question is answered, since an older one says nothing any more. */
  async function load() {
    let last: Promise<void>;
    newest = ask();
    do {
      last = newest;
      await last;
    } while (last !== newest);
  }

  async function ask() {
    const mine = (asked += 1);
    const answer = await request({ method: "GET", path: "/api/me", schema: meSchema });
    if (mine !== asked) return;
    if (answer.ok) enter(answer.value);
    else if (signedOutCodes.includes(answer.error.code)) enter(null);
    else setTrouble(answer.error);
  }

  async function post(path: string, body: object): Promise<HttpResult<undefined>> {
    const answer = await request({ method: "POST", path, body, schema: nothingSchema });
    if (answer.ok) await load();
    return answer;
  }

  return {
    status,
    me,
    trouble,
    hasBeenIn: () => wasIn,
    directory,
    load,
    async loadDirectory() {
      const answer = await request({ method: "GET", path: "/api/agents", schema: directorySchema });
      if (answer.ok) setDirectory(answer.value.agents);
    },
    signIn: (email, password) => post("/api/session", { email, password }),
    secondFactor: (code) => post("/api/session/second-factor", { code }),
    async signOut() {
      const answer = await request({ method: "DELETE", path: "/api/session", schema: nothingSchema });
      if (!answer.ok && !signedOutCodes.includes(answer.error.code)) return answer;
      asked += 1;
      enter(null);
      return { ok: true, value: undefined };
    },
    async change(change) {
      const before = me();
      if (before === null) return { ok: false, error: refusal("not_signed_in") };
      const { name, ...rest } = change;
      setMe({ ...before, ...rest, agent: name === undefined ? before.agent : { ...before.agent, name } });
      const mine = (asked += 1);
      const answer = await request({ method: "PATCH", path: "/api/me", body: change, schema: meSchema });
      if (mine === asked) setMe(answer.ok ? answer.value : before);
      return answer;
    },
  };
}

/** What is answered to somebody who is not signed in (any more). */
const signedOutCodes: readonly string[] = ["not_signed_in", "session_over"];
