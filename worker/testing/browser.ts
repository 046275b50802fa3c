import { env } from "cloudflare:workers";
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { app } from "../app.ts";
import type { App } from "../platform/env.ts";

export type TestEnv = App["Bindings"];

/** The bindings of the tests with the secrets that .tools/vitest/vitest.worker.config.ts sets. */
export const testEnv: TestEnv = { ...env, FALA_SECRET: "a-secret-of-the-tests-32-characters-long" };

/** A database that says which statements it was asked for. */
export function watched(db: D1Database): { db: D1Database; statements: string[] } {
  const statements: string[] = [];
  const proxy = new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        if (name === "prepare") statements.push(String(args[0]));
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { db: proxy, statements };
}

/** Inbox and Agent objects that only write down what they were told, as "<method> <id> <what>". */
export function listeningInboxes(): Pick<TestEnv, "INBOX" | "AGENT"> & { told: string[] } {
  const told: string[] = [];
  const inbox = (teamId: string) => ({
    revokeSession: async (sessionId: string) => void told.push(`revokeSession ${teamId} ${sessionId}`),
    readmit: async (sessionIds: string[]) => void told.push(`readmit ${teamId} ${sessionIds.join()}`),
    rosterChanged: async () => void told.push(`rosterChanged ${teamId}`),
    deletionBegins: async () => void told.push(`deletionBegins ${teamId}`),
    teamsChanged: async () => void told.push(`teamsChanged ${teamId}`),
    dissolve: async (into: { id: string }) => void told.push(`dissolve ${teamId} ${into.id}`),
  });
  const agent = (agentId: string) => ({
    setAvailability: async (to: string) => void told.push(`setAvailability ${agentId} ${to}`),
    deactivate: async () => void told.push(`deactivate ${agentId}`),
    profileChanged: async () => void told.push(`profileChanged ${agentId}`),
  });
  const named = <T extends object>(target: T, stub: object) =>
    new Proxy(target, { get: (_, name) => (name === "getByName" ? stub : undefined) });
  return { INBOX: named(env.INBOX, inbox), AGENT: named(env.AGENT, agent), told };
}

export type BrowserOptions = {
  env?: TestEnv;
  origin?: string;
  /** Which address the requests come from. */
  address?: string;
};

/** Asks the whole app, like one browser: keeps cookies, says its origin. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #env: TestEnv;
  readonly #origin: string;
  readonly #address: string;

  constructor(options: BrowserOptions = {}) {
    this.#env = options.env ?? testEnv;
    this.#origin = options.origin ?? "https://fala.test";
    this.#address = options.address ?? "192.0.2.1";
  }

  /** A body is sent as JSON. `headers` come last, so a test can say another origin. */
  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const json = body === undefined ? {} : { "content-type": "application/json" };
    return await this.send(method, path, body === undefined ? null : JSON.stringify(body), { ...json, ...headers });
  }

  /** The same with a body of any kind. */
  async send(
    method: string,
    path: string,
    body: BodyInit | null,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const ctx = createExecutionContext();
    const request = new Request(new URL(path, this.#origin), {
      method,
      headers: {
        origin: this.#origin,
        "cf-connecting-ip": this.#address,
        ...(this.cookies.size > 0 ? { cookie: this.#cookieHeader() } : {}),
        ...headers,
      },
      body,
    });
    const response = await app.fetch(request, this.#env, ctx);
    await waitOnExecutionContext(ctx);
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  /** Signs in and expects that it works. */
  async signIn(email: string, password: string): Promise<this> {
    const answer = await this.ask("POST", "/api/session", { email, password });
    if (answer.status !== 204) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
    return this;
  }

  #cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #keep(setCookie: string): void {
    const [pair = "", ...attributes] = setCookie.split("; ");
    const at = pair.indexOf("=");
    const name = pair.slice(0, at);
    if (attributes.some((attribute) => attribute.toLowerCase() === "max-age=0")) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(at + 1));
  }
}
