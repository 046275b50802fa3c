import { describe, expect, test } from "vitest";
import { askSfu, closeSfuSession, madeSession, readSfuPass, type SfuPass, signSfuPass } from "./sfu.store.ts";

const env = {
  FALA_SECRET: "a secret of more than 32 characters",
  SFU_APP_ID: "app-1",
  SFU_APP_TOKEN: "secret",
  SFU_API: "https://sfu.test/v1",
};
const pass = (peer: string): SfuPass => ({
  conversation: "conversation-1",
  call: "call-000001",
  peer,
  exp: 2_000_000_000,
});

/** The SFU: answers each request with the next of these, and remembers what it was asked. */
function fakeSfu(...answers: object[]) {
  const asked: { line: string; body: unknown }[] = [];
  const ask: typeof fetch = async (input, init) => {
    expect(new Headers(init?.headers).get("authorization")).toBe("Bearer secret");
    const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : null;
    asked.push({ line: `${init?.method} ${new Request(input).url}`, body });
    return Response.json(answers.shift() ?? {}, { status: 201 });
  };
  return { ask, asked };
}

async function session(of: string): Promise<string> {
  const { ask } = fakeSfu({ sessionId: `real-${of}` });
  const answer = await askSfu(env, { method: "POST", path: "sessions/new", body: "", pass: pass(of) }, ask);
  const { sessionId }: { sessionId?: string } = Object(await answer?.json());
  return sessionId ?? "";
}

describe("[CA25] the SFU behind the Worker", () => {
  test("lets a page publish and pull in its own session, under names that only that page can change", async () => {
    const [mine, theirs] = [await session("peer-000001"), await session("peer-000002")];
    expect(mine).toMatch(/^real-peer-000001\./);
    const pull = JSON.stringify({ tracks: [{ location: "remote", trackName: "camera", sessionId: theirs }] });
    const sessionDescription = { type: "offer", sdp: "v=0" };
    const sfu = fakeSfu({
      ...{ requiresImmediateRenegotiation: true, sessionDescription },
      tracks: [{ trackName: "camera", sessionId: "real-peer-000002", mid: "0" }],
    });
    const asked = { method: "POST", path: `sessions/${mine}/tracks/new`, body: pull, pass: pass("peer-000001") };
    const answer = await askSfu(env, asked, sfu.ask);
    expect(sfu.asked).toEqual([
      {
        line: "POST https://sfu.test/v1/apps/app-1/sessions/real-peer-000001/tracks/new",
        body: { tracks: [{ location: "remote", trackName: "camera", sessionId: "real-peer-000002" }] },
      },
    ]);
    expect(answer?.status).toBe(201);
    expect(await answer?.json()).toEqual({
      ...{ requiresImmediateRenegotiation: true, sessionDescription },
      tracks: [{ trackName: "camera", sessionId: theirs, mid: "0" }],
    });
    // What it made is known by its own id to whoever may close it.
    expect(await madeSession(Response.json({ sessionId: mine }))).toBe("real-peer-000001");
    // Another page of the call knows the name, and may not change what it names.
    expect(await askSfu(env, { ...asked, pass: pass("peer-000002") }, sfu.ask)).toBeNull();
  });

  test("cuts off what a session sends and receives, and asks no more of one that is forgotten", async () => {
    const sfu = fakeSfu({ tracks: [{ mid: "0", location: "local" }, { mid: "1" }, { mid: null }] });
    await closeSfuSession(env, "real-1", sfu.ask);
    expect(sfu.asked).toEqual([
      { line: "GET https://sfu.test/v1/apps/app-1/sessions/real-1", body: null },
      {
        line: "PUT https://sfu.test/v1/apps/app-1/sessions/real-1/tracks/close",
        body: { tracks: [{ mid: "0" }, { mid: "1" }], force: true },
      },
    ]);
    const gone: typeof fetch = async () => Response.json({ errorCode: "session_error" }, { status: 410 });
    await closeSfuSession(env, "real-1", gone);
    const broken: typeof fetch = async () => Response.json({}, { status: 500 });
    await expect(closeSfuSession(env, "real-1", broken)).rejects.toThrow("the SFU answered 500");
  });

  test("passes nothing else on", async () => {
    const mine = await session("peer-000001");
    const sfu = fakeSfu();
    for (const [method, path, body = ""] of [
      ["GET", `sessions/${mine}`],
      ["POST", "sessions/new/../../other-app/sessions/new"],
      ["DELETE", `sessions/${mine}/tracks/close`],
      ["POST", "sessions/real-peer-000001/tracks/new"],
      ["POST", `sessions/${mine}x/tracks/new`],
      ["POST", `sessions/${mine}/tracks/new`, "not json"],
      ["POST", `sessions/${mine}/tracks/new`, '{"tracks":"all"}'],
    ] as const) {
      expect(await askSfu(env, { method, path, body, pass: pass("peer-000001") }, sfu.ask)).toBeNull();
    }
    expect(sfu.asked).toEqual([]);
  });

  test("knows its passes, for as long as they hold", async () => {
    const of = { conversation: "conversation-1", call: "call-000001", peer: "peer-000001" };
    expect(await readSfuPass(env, await signSfuPass(env, of, Date.now()))).toMatchObject(of);
    expect(await readSfuPass(env, await signSfuPass(env, of, Date.now() - 7 * 3_600_000))).toBeNull();
    const forged = await signSfuPass({ FALA_SECRET: "another secret of more than 32 characters" }, of, Date.now());
    expect(await readSfuPass(env, forged)).toBeNull();
  });
});
