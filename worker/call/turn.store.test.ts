import { describe, expect, test } from "vitest";
import { mintIceServers } from "./turn.store.ts";

const key = { TURN_KEY_ID: "key-1", TURN_KEY_TOKEN: "secret" };

describe("[CA20] TURN credentials", () => {
  test("are asked for with the key's token, and leave out what browsers refuse", async () => {
    const asked: { url: string; init: RequestInit | undefined }[] = [];
    const servers = await mintIceServers(key, async (url, init) => {
      asked.push({ url: new Request(url).url, init });
      return Response.json({
        iceServers: [
          { urls: ["stun:stun.cloudflare.com:3478", "stun:stun.cloudflare.com:53"] },
          { urls: ["turn:turn.cloudflare.com:53?transport=udp"], username: "u", credential: "c" },
          { urls: "turns:turn.cloudflare.com:5349?transport=tcp", username: "u", credential: "c" },
        ],
      });
    });
    expect(servers).toEqual([
      { urls: ["stun:stun.cloudflare.com:3478"] },
      { urls: ["turns:turn.cloudflare.com:5349?transport=tcp"], username: "u", credential: "c" },
    ]);
    expect(asked[0]?.url).toBe("https://rtc.live.cloudflare.com/v1/turn/keys/key-1/credentials/generate-ice-servers");
    expect(new Headers(asked[0]?.init?.headers).get("authorization")).toBe("Bearer secret");
  });

  test("are none where no key is set, and a failure where the service fails", async () => {
    expect(await mintIceServers({}, () => Promise.reject(new Error("asked")))).toEqual([]);
    await expect(mintIceServers(key, async () => new Response(null, { status: 500 }))).rejects.toThrow("500");
  });
});
