import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { fileGrantSchema } from "../protocol/upload.ts";
import { fileLimits } from "../protocol/file-limits.ts";
import { alarm } from "../testing/alarm.ts";
import { newCustomer, newId } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { code, filesScene, keys, png, Sender, state, text, textOf } from "../testing/sender.ts";
import { fileKey } from "./attachment.domain.ts";
import { signGrant } from "./grant.store.ts";

let scene: Awaited<ReturnType<typeof filesScene>>;

beforeAll(async () => {
  scene = await filesScene();
});

describe("fetching", () => {
  test("[AT12] in ranges, with 206, 416 and 304", async () => {
    const { agent, byAgent } = await scene.here();
    const id = await byAgent.sends("a.txt", text);
    await agent.does({ kind: "message", text: "", attachments: [id] });
    const part = await byAgent.fetch(id, "", { range: "bytes=5-9" });
    expect([part.status, part.headers.get("content-range"), part.headers.get("content-length")]).toEqual([
      206,
      "bytes 5-9/25",
      "5",
    ]);
    expect(await textOf(part)).toBe("words");
    const last = await byAgent.fetch(id, "", { range: "bytes=-5" });
    expect([last.status, await textOf(last)]).toEqual([206, "else."]);
    const beyond = await byAgent.fetch(id, "", { range: "bytes=25-" });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */25"]);
    expect(await code(beyond)).toBe("range_beyond");
    const etag = part.headers.get("etag") ?? "";
    expect((await byAgent.fetch(id, "", { "if-none-match": etag })).status).toBe(304);
    const stale = await byAgent.fetch(id, "", { range: "bytes=0-1", "if-range": '"other"' });
    expect([stale.status, (await textOf(stale)).length]).toEqual([200, text.length]);
    const head = await byAgent.ask("HEAD", `/files/${byAgent.conversation}/${id}`);
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "25", ""]);
  });

  test("[AT13] by its customer with a grant of minutes, by agents of the team, by nobody else", async () => {
    const { agent, byAgent, byCustomer, id: conversation, customer } = await scene.here();
    const id = await byAgent.sends("chart.png", png);
    expect((await byAgent.fetch(id)).status).toBe(404);
    await agent.does({ kind: "message", text: "", attachments: [id] });
    const asked = await byCustomer.ask("POST", `/api/attachments/${conversation}/grant`);
    const { grant, expiresAt } = fileGrantSchema.parse(await asked.json());
    expect(expiresAt - Date.now()).toBeLessThanOrEqual(10 * 60_000);
    const anybody = new Sender(conversation, () => ({}));
    expect((await anybody.fetch(id, `?grant=${grant}`)).status).toBe(200);
    expect(await code(await anybody.fetch(id))).toBe("not_signed_in");
    // A token is no grant, and a grant no token.
    expect(await code(await byCustomer.fetch(id))).toBe("not_signed_in");
    const holder = new Sender(conversation, () => ({ authorization: `Bearer ${grant}` }));
    expect(await code(await holder.open({ id: newId(), size: 1 }))).toBe("customer_token_invalid");
    const old = await signGrant(testEnv, { conversation, customer: customer.id }, Date.now() - 11 * 60_000);
    expect(await code(await anybody.fetch(id, `?grant=${old.grant}`))).toBe("customer_token_invalid");
    const other = await signGrant(testEnv, { conversation: newId(), customer: customer.id }, Date.now());
    expect(await code(await anybody.fetch(id, `?grant=${other.grant}`))).toBe("customer_token_invalid");
    const stranger = await signGrant(testEnv, { conversation, customer: newId() }, Date.now());
    expect(await code(await anybody.fetch(id, `?grant=${stranger.grant}`))).toBe("not_found");
    const thief = await scene.asCustomer(conversation, newCustomer());
    expect(await code(await thief.ask("POST", `/api/attachments/${conversation}/grant`))).toBe("not_found");
  });

  test("[AT13] a file of a note is not there for the customer, and they hear nothing of it", async () => {
    const { agent, writer, byAgent, id: conversation, customer } = await scene.here();
    await writer.settled();
    const before = writer.raw.length;
    const id = await byAgent.sends("chart.png", png);
    await state(await byAgent.part(id, "thumbnail", png)).catch(() => null);
    await agent.does({ kind: "note", text: "", mentions: [], attachments: [id] });
    expect((await byAgent.fetch(id)).status).toBe(200);
    const { grant } = await signGrant(testEnv, { conversation, customer: customer.id }, Date.now());
    const anybody = new Sender(conversation, () => ({}));
    expect((await anybody.fetch(id, `?grant=${grant}`)).status).toBe(404);
    expect((await anybody.fetch(id, `/thumbnail?grant=${grant}`)).status).toBe(404);
    await writer.settled();
    expect(writer.raw.slice(before).some((frame) => frame.includes(id))).toBe(false);
  });

  test("[AT14] what is passive is shown, and saved where it is asked for", async () => {
    const { agent, byAgent } = await scene.here();
    const id = newId();
    await state(await byAgent.open({ id, name: "Gráfico.png", size: png.length }));
    expect((await state(await byAgent.part(id, "thumbnail", png))).attachment).toBeNull();
    const { attachment } = await state(await byAgent.part(id, 1, png));
    expect(attachment?.thumbnail).toBe(true);
    await agent.does({ kind: "message", text: "", attachments: [id] });
    const shown = await byAgent.fetch(id);
    expect(shown.headers.get("content-disposition")).toBe(
      `inline; filename="Gr_fico.png"; filename*=UTF-8''Gr%C3%A1fico.png`,
    );
    expect(shown.headers.get("cache-control")).toBe("private, no-cache");
    expect((await byAgent.fetch(id, "?download")).headers.get("content-disposition")).toMatch(/^attachment;/);
    const small = await byAgent.fetch(id, "/thumbnail");
    expect([small.status, small.headers.get("content-type")]).toEqual([200, "image/png"]);
  });
});

describe("the end of a file", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("[AT15] what was cancelled, and what no message brought within a day, is swept with its parts", async () => {
    const { byAgent, stub, id: conversation, agent } = await scene.here();
    const size = fileLimits.partBytes + 10;
    const [cancelled, forgotten, sent] = [newId(), newId(), await byAgent.sends("kept.txt", text)];
    await agent.does({ kind: "message", text: "", attachments: [sent] });
    for (const id of [cancelled, forgotten]) {
      await state(await byAgent.open({ id, size }));
      await state(await byAgent.part(id, 1, new Uint8Array(fileLimits.partBytes)));
    }
    const small = await byAgent.sends("small.txt", text);
    const multiparts = await runInDurableObject(stub, (_, { storage }) =>
      storage.sql
        .exec<{ id: string; multipart: string }>("SELECT id, multipart FROM upload WHERE multipart NOT NULL")
        .toArray(),
    );
    expect(multiparts).toHaveLength(2);
    expect((await byAgent.ask("DELETE", `/api/attachments/${conversation}/${cancelled}`)).status).toBe(204);
    await alarm(stub);
    expect(await code(await byAgent.part(cancelled, 2, new Uint8Array(10)))).toBe("attachment_unknown");
    expect((await state(await byAgent.open({ id: forgotten, size }))).missing).toEqual([2]);

    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + fileLimits.keptMs + 1_000 });
    await alarm(stub);
    vi.useRealTimers();
    expect(await keys(conversation)).toEqual([`conversation/${conversation}/${sent}`]);
    // R2 has none of their parts any more either.
    for (const { id, multipart } of multiparts) {
      const upload = testEnv.FILES.resumeMultipartUpload(fileKey(conversation, id), multipart);
      await expect(upload.uploadPart(2, new Uint8Array(10))).rejects.toThrow("10024");
    }
    expect(await code(await byAgent.part(forgotten, 2, new Uint8Array(10)))).toBe("attachment_unknown");
    expect(await agent.isRefused({ kind: "message", text: "", attachments: [small] })).toBe("attachment_unknown");
    expect((await byAgent.fetch(sent)).status).toBe(200);
  });

  test("[AT15] the files of a message that is deleted go with it, and those of a conversation with the conversation", async () => {
    const { byAgent, stub, id: conversation, agent } = await scene.here();
    const [gone, kept] = [await byAgent.sends("a.png", png), await byAgent.sends("b.png", png)];
    const target = await agent.does({ kind: "message", text: "", attachments: [gone] });
    await agent.does({ kind: "message", text: "", attachments: [kept] });
    await agent.does({ kind: "delete", target });
    expect((await byAgent.fetch(gone)).status).toBe(404);
    await alarm(stub);
    expect(await keys(conversation)).toEqual([`conversation/${conversation}/${kept}`]);
    const { entries } = await agent.hello();
    expect(entries.find(({ seq }) => seq === target)?.body).not.toHaveProperty("attachments");
    await runInDurableObject(stub, (object) => object.files().erase());
    expect(await keys(conversation)).toEqual([]);
    expect((await byAgent.fetch(kept)).status).toBe(404);
  });

  test("[AT11] a list says what came, and the search finds a file by its name", async () => {
    const { byAgent, stub, agent } = await scene.here();
    const id = await byAgent.sends("Orçamento cozinha.png", png);
    await agent.does({ kind: "message", text: "", attachments: [id] });
    expect((await agent.hello()).state.lastMessage).toMatchObject({ text: "", files: { kind: "image", count: 1 } });
    expect(await stub.reindex()).toBe(true);
    const found = await testEnv.SEARCH.prepare(
      "SELECT count(*) AS hits FROM entry_text_words WHERE entry_text_words MATCH 'cozinha'",
    ).first("hits");
    expect(found).toBe(1);
  });
});
