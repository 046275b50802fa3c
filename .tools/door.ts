import { httpErrorSchema } from "../worker/protocol/error.ts";
import type { Ask } from "./workspace-copy.ts";
import { NotFound } from "./workspace-copy.ts";

/** Somebody at the door of a deployment: keeps its cookies, says its origin, and asks again where the network failed. */
export class Door {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    if (!/^https?:/.test(origin) || !URL.canParse(origin))
      throw new Error(`"${origin}" is no address of a deployment, like https://chat.example.com.`);
    this.#origin = new URL(origin).origin;
  }

  /** `code`: of an authenticator, or a backup code, where the agent has a second factor. */
  async signIn(email: string, password: string, code: string | undefined): Promise<void> {
    const answer = await this.#send("POST", "/api/session", JSON.stringify({ email, password }));
    if (answer.ok) return;
    const said = await answer.text();
    if (!said.includes("second_factor_required") || code === undefined)
      throw refused("/api/session", answer.status, said);
    await this.ask("POST", "/api/session/second-factor", JSON.stringify({ code }));
  }

  async signOut(): Promise<void> {
    await this.ask("DELETE", "/api/session");
  }

  ask: Ask = async (method, path, body, headers) => {
    const answer = await this.#send(method, path, body, headers);
    if (answer.status === 404) throw new NotFound(`${path} is not there.`);
    if (!answer.ok) throw refused(path, answer.status, await answer.text());
    return answer;
  };

  /** The search of articles takes its texts in steps. Answers how many. */
  async reindexArticles(): Promise<number> {
    let articles = 0;
    for (let step = "", found = 1; found > 0; step = "?after=begun") {
      const answer = await this.ask("POST", `/api/articles/reindex${step}`);
      found = ((await answer.json()) as { done: number }).done;
      articles += found;
    }
    return articles;
  }

  async #send(...[method, path, body, more = {}]: Parameters<Ask>): Promise<Response> {
    const type = typeof body === "string" ? { "content-type": "application/json" } : {};
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { origin: this.#origin, ...type, ...(cookie === "" ? {} : { cookie }), ...more };
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await fetch(this.#origin + path, { method, headers, body: body ?? null });
        // Nothing that is asked here does harm when it is asked twice.
        if (answer.status < 500 || tries === 5) return this.#keep(answer);
      } catch (error) {
        if (tries === 5) throw new Error(`${this.#origin} does not answer. Is the address right?`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries));
    }
  }

  #keep(answer: Response): Response {
    for (const each of answer.headers.getSetCookie()) {
      const [pair = ""] = each.split(";");
      const at = pair.indexOf("=");
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }
}

function refused(path: string, status: number, said: string): Error {
  const { success, data } = httpErrorSchema.safeParse(jsonOf(said));
  if (!success) return new Error(`${path} answered ${status}: ${said}`);
  const { message, path: field } = data.error;
  return new Error(`${message} (${status} at ${path}${field === undefined ? "" : `, ${field}`})`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a command needs from its environment, since a command line is seen by everybody on the machine. */
export function needed(name: string, what: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} is missing: ${what}.`);
  return value;
}

/** How far a command is, on one line of a terminal; in a file or a log only where it ended stands (`line` once more, with `end`). */
export function progress(line: string, { end = false } = {}): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line}${end ? "\n" : ""}`);
  else if (end) console.log(line);
}

/** Runs a command to its end, and says in one sentence why it did not come there. */
export async function command(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.stdout.write("\n");
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
