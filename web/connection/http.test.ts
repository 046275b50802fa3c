import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { makeRequest, nothingSchema } from "./http.ts";

const schema = z.object({ name: z.string() });
const asking = (answer: () => Response | Promise<Response>) => {
  const asked: { input: string; init: RequestInit }[] = [];
  const request = makeRequest(async (input, init) => {
    asked.push({ input, init });
    return answer();
  });
  return { request, asked };
};
const get = { method: "GET" as const, path: "/api/me", schema };

describe("an answer", () => {
  test("is parsed by its schema", async () => {
    const { request } = asking(() => Response.json({ name: "Anna", more: 1 }));
    expect(await request(get)).toEqual({ ok: true, value: { name: "Anna" } });
  });

  test("without a body is undefined", async () => {
    const { request } = asking(() => new Response(null, { status: 204 }));
    expect(await request({ ...get, schema: nothingSchema })).toEqual({ ok: true, value: undefined });
  });

  test("that does not fit its schema is an internal error, never a value", async () => {
    const { request } = asking(() => Response.json({ name: 7 }));
    expect(await request(get)).toEqual({ ok: false, error: { code: "internal", retryAfterMs: null } });
  });
});

describe("a refusal", () => {
  test("says its code, the field and when to try again", async () => {
    const error = { code: "rate_limited", message: "Wait.", path: "email", retryAfterMs: 900 };
    const { request } = asking(() => Response.json({ error }, { status: 429 }));
    expect(await request(get)).toEqual({
      ok: false,
      error: { code: "rate_limited", path: "email", retryAfterMs: 900 },
    });
  });

  test.each([
    [502, "unavailable"],
    [429, "unavailable"],
    [401, "not_signed_in"],
    [404, "not_found"],
    [400, "internal"],
  ])("that something between us and the Worker said (%i) is %s", async (status, code) => {
    const { request } = asking(() => new Response("<html>", { status }));
    expect(await request(get)).toMatchObject({ ok: false, error: { code } });
  });

  test("is what no network is too", async () => {
    const { request } = asking(() => Promise.reject(new TypeError("failed to fetch")));
    expect(await request(get)).toEqual({ ok: false, error: { code: "unavailable", retryAfterMs: 2_000 } });
  });
});

test("a request carries its query without empty values, its body and its token", async () => {
  const { request, asked } = asking(() => Response.json({ name: "" }));
  const query = { list: "open", team: null, cursor: undefined, q: "a b&c" };
  await request({ ...get, method: "POST", query, body: { a: 1 }, token: "secret" });
  expect(asked[0]?.input).toBe("/api/me?list=open&q=a+b%26c");
  expect(asked[0]?.init).toMatchObject({
    method: "POST",
    body: '{"a":1}',
    headers: { authorization: "Bearer secret", "content-type": "application/json" },
  });
});
