import { describe, expect, test } from "vitest";
import { presets, RealtimeKit } from "./realtimekit.store.ts";
import { CallTransports, transportFor } from "./transport.store.ts";
import { testEnv } from "../testing/browser.ts";

const kitSecrets = {
  ...{ REALTIMEKIT_ACCOUNT_ID: "account-1", REALTIMEKIT_APP_ID: "app-1", REALTIMEKIT_API_TOKEN: "secret" },
  REALTIMEKIT_API: "https://kit.test/v4",
};
const base = "https://kit.test/v4/accounts/account-1/realtime/kit/app-1";
const env = { ...testEnv, ...kitSecrets };

/** RealtimeKit, as its documentation describes it: remembers what it was asked. */
function fakeKit(failing: (asked: string) => boolean = () => false) {
  const asked: string[] = [];
  const bodies: unknown[] = [];
  const made = {
    presets: [{ id: "preset-other", name: presets.other }],
    webhooks: new Array<{ id: string; url: string }>(),
  };
  const ask: typeof fetch = async (input, init) => {
    const url = new Request(input).url.replace(base, "");
    const line = `${init?.method} ${url}`;
    const body: { url?: string } | null = typeof init?.body === "string" ? Object(JSON.parse(init.body)) : null;
    asked.push(line);
    bodies.push(body);
    expect(new Headers(init?.headers).get("authorization")).toBe("Bearer secret");
    if (failing(line)) return Response.json({ success: false, errors: [{ code: 1000 }] }, { status: 500 });
    if (line === "POST /meetings") return Response.json({ success: true, data: { id: "meeting-1", status: "ACTIVE" } });
    if (line.endsWith("/participants"))
      return Response.json({ success: true, data: { id: `part-${asked.length}`, token: `token-${asked.length}` } });
    if (line.startsWith("GET /presets")) return Response.json({ success: true, data: made.presets });
    if (line === "GET /webhooks") return Response.json({ success: true, data: made.webhooks });
    if (line === "POST /webhooks") made.webhooks.push({ id: "webhook-1", url: body?.url ?? "" });
    return Response.json({ success: true, data: {} });
  };
  return { ask, asked, bodies };
}

function memory(): Pick<DurableObjectStorage, "kv"> {
  const kept = new Map<string, unknown>();
  return {
    kv: {
      get: (key: string) => structuredClone(kept.get(key)),
      put: (key: string, value: unknown) => void kept.set(key, structuredClone(value)),
      delete: (key: string) => kept.delete(key),
    } as DurableObjectStorage["kv"],
  };
}

const ana = { id: "agent-ana-1", kind: "agent" as const, name: "Ana" };
const clara = { id: "customer", kind: "customer" as const, name: null };
const entrance = { conversation: "conversation-1", call: "call-000001", transport: "realtimekit" as const };

describe("[CA24] RealtimeKit", () => {
  test("carries every call where it is set up, before anything else", () => {
    const sfu = { ...testEnv, SFU_APP_ID: "sfu", SFU_APP_TOKEN: "secret" };
    expect(transportFor(env, "audio")).toBe("realtimekit");
    expect(transportFor({ ...env, ...sfu, ...kitSecrets }, "conference")).toBe("realtimekit");
    expect(transportFor({ ...env, REALTIMEKIT_API_TOKEN: "" }, "audio")).toBe("mesh");
    expect(transportFor(sfu, "conference")).toBe("sfu");
    expect(transportFor(sfu, "video")).toBe("mesh");
    expect(transportFor(testEnv, "conference")).toBe("mesh");
  });

  test("makes one meeting for a call, whoever comes at once, and a participant for each page; closes it with the call", async () => {
    const kit = fakeKit();
    const storage = memory();
    const transports = new CallTransports(env, storage, kit.ask);
    const [first, second] = await Promise.all([
      transports.grant({ ...entrance, peer: "peer-000001", person: ana }),
      transports.grant({ ...entrance, peer: "peer-000002", person: clara }),
    ]);
    expect(first).toMatchObject({ transport: "realtimekit", token: expect.stringMatching(/^token-/) });
    expect(second).not.toEqual(first);
    expect(kit.asked.filter((line) => line === "POST /meetings")).toHaveLength(1);
    expect(kit.bodies[0]).toEqual({ title: "conversation-1.call-000001" });
    expect(kit.bodies).toContainEqual({
      custom_participant_id: "peer-000001",
      name: "Ana",
      preset_name: presets.agent,
    });
    expect(kit.bodies).toContainEqual({ custom_participant_id: "peer-000002", name: "", preset_name: presets.other });

    // After an eviction it is the same meeting.
    const later = new CallTransports(env, storage, kit.ask);
    await later.grant({ ...entrance, peer: "peer-000003", person: ana });
    later.gone("call-000001", "peer-000002");
    await later.cutOffs.settle();
    for (let again = 0; again < 2; again += 1) {
      later.over();
      await later.cutOffs.settle();
    }
    expect(kit.asked.slice(-4)).toEqual([
      "POST /meetings/meeting-1/participants",
      "POST /meetings/meeting-1/active-session/kick",
      "PATCH /meetings/meeting-1",
      "POST /meetings/meeting-1/active-session/kick-all",
    ]);
  });

  test("that does not answer lets nobody in, and is asked anew by the next who come", async () => {
    let isDown = true;
    const kit = fakeKit((line) => isDown && line === "POST /meetings");
    const transports = new CallTransports(env, memory(), kit.ask);
    const comes = () => transports.grant({ ...entrance, peer: "peer-000001", person: ana });
    await expect(comes()).rejects.toThrow("RealtimeKit answered 500 to POST /meetings");
    isDown = false;
    expect(await comes()).toMatchObject({ transport: "realtimekit" });
  });

  test("is set up again and again without anything made twice", async () => {
    const kit = fakeKit();
    const client = new RealtimeKit(env, kit.ask);
    await client.setPresets();
    await client.setWebhook("https://chat.test/webhooks/realtimekit");
    await client.setWebhook("https://chat.test/webhooks/realtimekit");
    expect(kit.asked).toEqual([
      "GET /presets?per_page=100",
      "POST /presets",
      "PATCH /presets/preset-other",
      "GET /webhooks",
      "POST /webhooks",
      "GET /webhooks",
    ]);
    expect(kit.bodies[1]).toMatchObject({
      name: presets.agent,
      permissions: { kick_participant: true, can_record: false },
    });
    expect(kit.bodies[2]).toMatchObject({ name: presets.other, permissions: { kick_participant: false } });
  });
});
