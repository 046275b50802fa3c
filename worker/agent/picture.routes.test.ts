import { deflateSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { meSchema } from "../protocol/workspace.ts";
import { Browser, listeningInboxes, testEnv } from "../testing/browser.ts";
import { createWorkspace, joinTeam, password } from "../testing/workspace.ts";

const { INBOX, AGENT, told } = listeningInboxes();
const env = { ...testEnv, INBOX, AGENT };

let workspace: Awaited<ReturnType<typeof createWorkspace>>;

beforeAll(async () => {
  workspace = await createWorkspace();
});

/** The beginning of a PNG is all that is looked at. */
function png(width: number, height: number, salt = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64);
  const view = new DataView(bytes.buffer);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  view.setUint32(8, 13);
  bytes.set(new TextEncoder().encode("IHDR"), 12);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes[40] = salt;
  return bytes;
}

async function ana() {
  const agent = await joinTeam(workspace.teamId, "Ana");
  const at = await new Browser({ env }).signIn(agent.email, password);
  const picture = async () => meSchema.parse(await (await at.ask("GET", "/api/me")).json()).agent.picture;
  return { ...agent, at, picture, sends: (bytes: Uint8Array<ArrayBuffer>) => at.send("PUT", "/api/me/picture", bytes) };
}

const anybody = new Browser({ env });

describe("[AG34] an agent's picture", () => {
  test("is shown to everybody under an address that never changes its content", async () => {
    const { id, sends, picture } = await ana();
    told.length = 0;
    expect((await sends(png(256, 256))).status).toBe(204);
    expect(told).toContain(`rosterChanged ${workspace.teamId}`);
    const address = await picture();
    expect(address).toMatch(new RegExp(`^/pictures/${id}/[0-9a-z]+-[0-9a-f]{32}$`));
    const shown = await anybody.ask("GET", address ?? "");
    expect(shown.status).toBe(200);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "public, max-age=31536000, immutable",
    });
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(png(256, 256));
    // Customers know the agent's id only.
    const current = await anybody.ask("GET", `/pictures/${id}`);
    expect(current.headers.get("location")).toBe(address);
  });

  test("replaced, goes on under its old address until it is replaced again; taken away, it is gone", async () => {
    const { id, at, sends, picture } = await ana();
    const addresses: string[] = [];
    for (const salt of [1, 2, 3]) {
      await sends(png(128, 128, salt));
      addresses.push((await picture()) ?? "");
    }
    const statuses = await Promise.all(addresses.map(async (each) => (await anybody.ask("GET", each)).status));
    expect(statuses).toEqual([404, 200, 200]);
    expect((await at.ask("DELETE", "/api/me/picture")).status).toBe(204);
    expect(await picture()).toBeNull();
    expect((await anybody.ask("GET", addresses[2] ?? "")).status).toBe(404);
    expect((await anybody.ask("GET", `/pictures/${id}`)).status).toBe(204);
  });

  test("is an image by its bytes, square and small, or it is refused and nothing changes", async () => {
    const { sends, picture } = await ana();
    await sends(png(64, 64));
    const before = await picture();
    const text = (words: string) => new Uint8Array(new TextEncoder().encode(words));
    for (const wrong of [
      png(256, 255),
      png(20_000, 20_000),
      png(0, 0),
      text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
      text("<html>"),
      new Uint8Array(deflateSync("nothing")),
      new Uint8Array(0),
    ]) {
      const answer = await sends(wrong);
      expect(await answer.json()).toMatchObject({ error: { code: "image_invalid" } });
    }
    const large = await sends(new Uint8Array(200_000));
    expect(await large.json()).toMatchObject({ error: { code: "too_large" } });
    expect(await picture()).toBe(before);
  });
});
