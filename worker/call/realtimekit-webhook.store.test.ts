import { beforeEach, describe, expect, test } from "vitest";
import { forgetWebhookKey, isSigned, mediaEndOf } from "./realtimekit-webhook.store.ts";

const bytes = (value: object | string): ArrayBuffer => {
  const encoded = new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
  return new Uint8Array(encoded).buffer;
};
const now = 1_790_000_000_000;
const left = {
  event: "meeting.participantLeft",
  meeting: {
    id: "m",
    sessionId: "s",
    title: "conversation-1.call-000001",
    status: "LIVE",
    startedAt: "2026-09-21T10:00:00Z",
  },
  participant: {
    peerId: "p",
    userDisplayName: "Ana",
    customParticipantId: "peer-000001",
    leftAt: new Date(now - 5_000).toISOString(),
  },
};

async function cloudflare() {
  const generate = () =>
    crypto.subtle.generateKey(
      { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
      true,
      ["sign", "verify"],
    ) as Promise<CryptoKeyPair>;
  let pair = await generate();
  let asked = 0;
  return {
    asked: () => asked,
    rotate: async () => void (pair = await generate()),
    sign: async (raw: ArrayBuffer) =>
      btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign("RSASSA-PKCS1-v1_5", pair.privateKey, raw)))),
    ask: (async (input) => {
      expect(new Request(input).url).toBe("https://api.realtime.cloudflare.com/.well-known/webhooks.json");
      asked += 1;
      const der = new Uint8Array((await crypto.subtle.exportKey("spki", pair.publicKey)) as ArrayBuffer);
      const text = btoa(String.fromCharCode(...der)).replaceAll(/.{64}/g, "$&\n");
      return Response.json({
        success: true,
        data: { publicKey: `-----BEGIN PUBLIC KEY-----\n${text}\n-----END PUBLIC KEY-----\n` },
      });
    }) satisfies typeof fetch,
  };
}

beforeEach(forgetWebhookKey);

describe("[CA26] a webhook", () => {
  test("is believed for exactly the bytes that were signed", async () => {
    const { ask, sign, asked } = await cloudflare();
    const raw = bytes(left);
    const signature = await sign(raw);
    expect(await isSigned(raw, signature, now, ask)).toBe(true);
    // The same words, written in another way.
    const reordered = bytes({ participant: left.participant, meeting: left.meeting, event: left.event });
    expect(await isSigned(reordered, signature, now, ask)).toBe(false);
    for (const wrong of ["", "not base64!", btoa("x".repeat(256))])
      expect(await isSigned(raw, wrong, now, ask)).toBe(false);
    expect(asked()).toBe(1);
  });

  test("is believed after the key was changed, and who guesses makes nobody ask for it more than once a minute", async () => {
    const { ask, sign, asked, rotate } = await cloudflare();
    const raw = bytes(left);
    await isSigned(raw, await sign(raw), now, ask);
    await rotate();
    const signature = await sign(raw);
    expect(await isSigned(raw, signature, now + 1_000, ask)).toBe(false);
    expect(asked()).toBe(1);
    expect(await isSigned(raw, signature, now + 61_000, ask)).toBe(true);
    expect(asked()).toBe(2);
  });

  test("says whose media ended when, never later than now; everything else is nothing to calls", () => {
    expect(mediaEndOf(bytes(left), now)).toEqual({
      ...{ conversation: "conversation-1", call: "call-000001", peer: "peer-000001", at: now - 5_000 },
    });
    const { meeting } = left;
    const ended = { event: "meeting.ended", meeting: { ...meeting, endedAt: new Date(now + 60_000).toISOString() } };
    expect(mediaEndOf(bytes({ ...ended, reason: "ALL_PARTICIPANTS_LEFT" }), now)).toMatchObject({
      peer: null,
      at: now,
    });
    for (const other of [
      { ...left, event: "meeting.chatSynced" },
      { ...left, meeting: { ...meeting, title: "somebody else's meeting" } },
      { ...left, participant: {} },
    ])
      expect(mediaEndOf(bytes(other), now)).toBeNull();
    expect(mediaEndOf(bytes("{"), now)).toBeNull();
  });
});
