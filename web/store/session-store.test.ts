import { describe, expect, test } from "vitest";
import type { Environment } from "../connection/environment.ts";
import { makeRequest } from "../connection/http.ts";
import { createSessionStore } from "./session-store.ts";
import { ModelWorld } from "./testing/model-world.ts";

const me = {
  agent: { id: "agent-anna-1", name: "Anna", picture: null, role: "agent" },
  email: "anna@example.com",
  twoFactorEnabled: false,
  availability: "available",
  language: null,
  teams: [],
  allTeams: [],
  workspace: { name: "Shop", sneakPeek: true },
};

/** A Worker that answers these, by "METHOD /path"; an entry that is a function is asked each time. */
function store(answers: Record<string, () => Response | Promise<Response>>) {
  const world = new ModelWorld();
  const environment: Environment = {
    ...world.environment({ kind: "system" }),
    request: makeRequest(async (input, init) => {
      const answer = answers[`${init.method} ${input}`];
      if (answer === undefined) throw new TypeError("no network");
      return answer();
    }),
  };
  return createSessionStore({ environment });
}
const refused = (status: number, code: string) => Response.json({ error: { code, message: "" } }, { status });

describe("the session", () => {
  test("is unknown until it was asked for, then in or out", async () => {
    let signedIn = false;
    const session = store({
      "GET /api/me": () => (signedIn ? Response.json(me) : refused(401, "not_signed_in")),
      "POST /api/session": () => {
        signedIn = true;
        return new Response(null, { status: 204 });
      },
      "DELETE /api/session": () => new Response(null, { status: 204 }),
    });
    expect(session.status()).toBe("unknown");
    await session.load();
    expect(session.status()).toBe("out");
    expect(await session.signIn("anna@example.com", "correct horse")).toEqual({ ok: true, value: undefined });
    expect(session.status()).toBe("in");
    expect(session.me()?.agent.name).toBe("Anna");
    await session.signOut();
    expect(session.status()).toBe("out");
    expect(session.me()).toBeNull();
  });

  test("is not over because the network is", async () => {
    let online = true;
    const session = store({
      "GET /api/me": () => {
        if (!online) throw new TypeError("no network");
        return Response.json(me);
      },
    });
    await session.load();
    online = false;
    await session.load();
    expect(session.status()).toBe("in");
    expect(session.trouble()?.code).toBe("unavailable");
  });

  test("[AG26] whoever asked is answered by the newest question: out, when two asked at once", async () => {
    const answers: ((response: Response) => void)[] = [];
    const session = store({
      "GET /api/me": () => new Promise<Response>((resolve) => answers.push(resolve)),
    });
    const first = session.load();
    answers.shift()?.(Response.json(me));
    await first;
    const seen: string[] = [];
    const both = [session.load(), session.load()].map((asked) => asked.then(() => seen.push(session.status())));
    for (const answer of answers) answer(refused(401, "session_over"));
    await Promise.all(both);
    expect(seen).toEqual(["out", "out"]);
  });

  test("asks for the second factor", async () => {
    const session = store({ "POST /api/session": () => refused(401, "second_factor_required") });
    const answer = await session.signIn("anna@example.com", "correct horse");
    expect(answer).toMatchObject({ ok: false, error: { code: "second_factor_required" } });
    expect(session.status()).toBe("unknown");
  });

  test("shows a change at once, and takes it back when it is refused", async () => {
    let answer: (response: Response) => void = () => {};
    const session = store({
      "GET /api/me": () => Response.json(me),
      "PATCH /api/me": () => new Promise<Response>((resolve) => (answer = resolve)),
    });
    await session.load();
    const changing = session.change({ availability: "away" });
    expect(session.me()?.availability).toBe("away");
    answer(refused(503, "unavailable"));
    expect((await changing).ok).toBe(false);
    expect(session.me()?.availability).toBe("available");
  });
});
