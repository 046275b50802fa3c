import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { fileKey } from "../attachment/attachment.domain.ts";
import { eraseOld } from "../inbox/retention.store.ts";
import { readRow } from "../inbox/list.store.ts";
import { closeCode } from "../protocol/close-code.ts";
import { httpErrorSchema } from "../protocol/error.ts";
import { fileLimits } from "../protocol/file-limits.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import { storedFileKey } from "../stored-file/stored-file.domain.ts";
import { readFigures } from "../flow/flow-figure.store.ts";
import { database } from "../platform/database.ts";
import { alarm } from "../testing/alarm.ts";
import { newId, openAsCustomer, openInbox } from "../testing/actors.ts";
import { flowOf, step } from "../testing/flows.ts";
import { publishedFlow } from "../testing/published-flows.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { code, filesScene, keys, png, state, text } from "../testing/sender.ts";
import { joinTeam, password } from "../testing/workspace.ts";

let scene: Awaited<ReturnType<typeof filesScene>>;
let admin: Browser;
const supervisor = { id: "agent-who-listens", name: "Carla", picture: null, role: "supervisor" as const };
const day = 24 * 3600_000;

beforeAll(async () => {
  scene = await filesScene();
  const { email } = await joinTeam(scene.workspace.teamId, "Adele", "admin");
  admin = await new Browser().signIn(email, password);
});

const erase = (by: Browser, id: string) => by.ask("DELETE", `/api/conversations/${id}`);

async function textsOf(id: string): Promise<number | null> {
  const query = "SELECT count(*) AS texts FROM entry_text WHERE conversation_id = ?";
  return await testEnv.SEARCH.prepare(query).bind(id).first<number>("texts");
}
const isKnown = async (customer: string) =>
  (await testEnv.DB.prepare("SELECT 1 FROM customer WHERE id = ?").bind(customer).first()) !== null;

/** A conversation with a file on each side, all of it in the index. */
async function lived() {
  const here = await scene.here();
  const id = await here.byAgent.sends("Chart.png", png);
  await here.agent.does({ kind: "message", text: "Here", attachments: [id] });
  await here.byCustomer.sends("unsent.png", png);
  await here.stub.reindex();
  return here;
}

describe("the end of a conversation", () => {
  test("[CV92][AT15] everything of it is gone: log, files, index, search, customer; its sockets are closed", async () => {
    const { id, customer, agent, writer, byAgent, byCustomer, stub } = await lived();
    const inbox = await openInbox(scene.workspace.teamId, { ...supervisor });
    inbox.send({ kind: "hello", version: PROTOCOL_VERSION });
    await inbox.heard("welcome");
    expect([await readRow(testEnv.DB, id), await isKnown(customer.id)]).toEqual([expect.anything(), true]);
    expect([(await keys(id)).length, await textsOf(id)]).toEqual([2, expect.any(Number)]);

    expect((await erase(admin, id)).status).toBe(204);
    for (const socket of [agent, writer]) expect((await socket.closing()).code).toBe(closeCode.notFound);
    await inbox.heard("gone", ({ conversation }) => conversation === id);
    const left = () => Promise.all([readRow(testEnv.DB, id), isKnown(customer.id), keys(id), textsOf(id)]);
    expect(await left()).toEqual([null, false, [], 0]);
    await runInDurableObject(stub, (_, { storage }) => {
      expect(storage.sql.exec("SELECT count(*) AS entries FROM entry").one()).toEqual({ entries: 0 });
      expect(storage.kv.get("record")).toBeUndefined();
    });
    // Nothing comes in any more, and asking again says that there is nothing.
    expect((await (await openAsCustomer(id, customer.id)).closing()).code).toBe(closeCode.notFound);
    expect(await code(await byCustomer.open({ id: newId(), size: 5 }))).toBe("not_found");
    expect(await code(await byAgent.fetch(newId()))).toBe("not_found");
    expect((await erase(admin, id)).status).toBe(204);

    // After the second look not even its own storage is left.
    await alarm(stub);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3 * 60_000 });
    await alarm(stub);
    vi.useRealTimers();
    await runInDurableObject(stub, async (_, { storage }) => {
      expect(storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'entry'").toArray()).toEqual([]);
      expect(await storage.getAlarm()).toBeNull();
    });
    await evictDurableObject(stub);
    const gone = await erase(admin, id);
    expect(httpErrorSchema.parse(await gone.json()).error.code).toBe("not_found");
  });

  test("[AT15] files of every kind go with it: a small and a large one, a thumbnail, a note's, a copy, one half-way, one unsent", async () => {
    const { id: conversation, agent, byAgent, byCustomer, stub } = await scene.here();
    const [image, note, copy, whole, half] = [newId(), newId(), newId(), newId(), newId()];
    const json = { "content-type": "application/json" };
    const parts = (sender: typeof byAgent, id: string, sizes: number[]) =>
      Promise.all(sizes.map(async (size, index) => state(await sender.part(id, index + 1, new Uint8Array(size)))));

    await state(await byAgent.open({ id: image, name: "chart.png", size: png.length }));
    await state(await byAgent.part(image, "thumbnail", png));
    await state(await byAgent.part(image, 1, png));
    await state(await byAgent.open({ id: note, name: "a.txt", size: text.length }));
    await state(await byAgent.part(note, 1, text));
    const size = fileLimits.partBytes + 10;
    await state(await byCustomer.open({ id: whole, size }));
    await parts(byCustomer, whole, [fileLimits.partBytes, 10]);
    await state(await byCustomer.open({ id: half, size }));
    await parts(byCustomer, half, [fileLimits.partBytes]);
    await byCustomer.sends("unsent.png", png);
    const stored = newId();
    const begun = JSON.stringify({ id: stored, name: "Prices.png", size: png.length });
    await state(await byAgent.ask("POST", "/api/stored-files", begun, json));
    await state(await byAgent.ask("PUT", `/api/stored-files/${stored}/1`, png));
    const place = JSON.stringify({ id: copy, file: stored });
    await state(await byAgent.ask("POST", `/api/attachments/${conversation}/stored`, place, json));
    await agent.does({ kind: "message", text: "", attachments: [image, copy] });
    await agent.does({ kind: "note", text: "", mentions: [], attachments: [note] });
    const { multipart } = await runInDurableObject(stub, (_, { storage }) =>
      storage.sql.exec<{ multipart: string }>("SELECT multipart FROM upload WHERE id = ?", half).one(),
    );
    // The file, its thumbnail, the note's, the copy, the large one, the unsent one.
    expect(await keys(conversation)).toHaveLength(6);

    expect((await erase(admin, conversation)).status).toBe(204);
    expect(await keys(conversation)).toEqual([]);
    const upload = testEnv.FILES.resumeMultipartUpload(fileKey(conversation, half), multipart);
    await expect(upload.uploadPart(2, new Uint8Array(10))).rejects.toThrow("10024");
    // What the workspace keeps is not the conversation's.
    expect(await testEnv.FILES.head(storedFileKey(stored))).not.toBeNull();
  });

  test("[CV92][FL28] its run stays in the flow's figures, as stopped, and nothing in them says whose it was", async () => {
    const { id, customer, agent, writer, stub } = await scene.here();
    const ask = step("ask", "mail", { answer: { kind: "email" }, fills: "email", exits: { next: "more" } });
    const flow = await publishedFlow(flowOf(ask, step("ask", "more", { exits: { next: "mail" } })));
    await agent.does({ kind: "flow", do: "start", flow: flow.id });
    await writer.says("maria@example.com");
    await stub.reindex();
    const figures = { id: flow.id, number: null, from: 0, to: Date.now() };
    expect(await readFigures(database(testEnv), figures)).toMatchObject({ started: 1, running: 1 });

    expect((await erase(admin, id)).status).toBe(204);
    expect(await readFigures(database(testEnv), figures)).toMatchObject({ started: 1, running: 0, takenOver: 1 });
    const { results } = await testEnv.DB.prepare("SELECT * FROM flow_run WHERE flow_id = ?").bind(flow.id).all();
    for (const trace of [id, customer.id, "maria", "example.com"])
      expect(JSON.stringify(results).toLowerCase()).not.toContain(trace.toLowerCase());
    expect(Object.keys(results[0] ?? {}).toSorted()).toEqual([
      "flow_id",
      "id",
      "number",
      "outcome",
      "started_at",
      "step",
      "turn",
    ]);
  });

  test("[CV93] is for those who may, in teams that they may read", async () => {
    const { id } = await lived();
    expect(await code(await erase(scene.browser, id))).toBe("forbidden");
    expect(await code(await erase(admin, "no-such-conversation"))).toBe("not_found");
    expect(await readRow(testEnv.DB, id)).not.toBeNull();
  });

  test("[CV94] one that R2 or D1 cut short goes on by itself", async () => {
    const { id, stub } = await lived();
    const broken = vi.spyOn(testEnv.FILES, "delete").mockRejectedValueOnce(new Error("R2 is away"));
    const noise = vi.spyOn(console, "error").mockImplementation(() => {});
    await erase(admin, id).catch(() => {});
    broken.mockRestore();
    noise.mockRestore();
    await alarm(stub);
    expect([await readRow(testEnv.DB, id), await keys(id)]).toEqual([null, []]);
  });
});

describe("the workspace's rule", () => {
  test("[CV95] erases what was done for so many days, and nothing else", async () => {
    const [old, reopened, open] = await Promise.all([lived(), lived(), lived()]);
    for (const { agent } of [old, reopened]) await agent.does({ kind: "status", to: "done", until: null });
    for (const { stub } of [old, reopened, open]) await stub.reindex();
    // The index is behind: it still says done.
    await reopened.agent.does({ kind: "status", to: "open", until: null });
    await testEnv.DB.prepare("UPDATE conversation SET status = 'done', done_at = 1 WHERE id = ?")
      .bind(reopened.id)
      .run();

    await eraseOld(testEnv, 30, Date.now() + 29 * day);
    expect(await readRow(testEnv.DB, old.id)).not.toBeNull();
    await eraseOld(testEnv, 30, Date.now() + 31 * day);
    expect([await readRow(testEnv.DB, old.id), await keys(old.id)]).toEqual([null, []]);
    for (const { id, stub } of [reopened, open]) {
      expect(await readRow(testEnv.DB, id)).not.toBeNull();
      expect(await stub.reindex()).toBe(true);
    }
    expect(await eraseOld(testEnv, 30, Date.now() + 31 * day)).toBe(0);
  });

  test("[CV95] one that fails, or was erased before, keeps no other one from it", async () => {
    const [broken, before, old] = await Promise.all([lived(), lived(), lived()]);
    for (const { agent, stub } of [broken, before, old]) {
      await agent.does({ kind: "status", to: "done", until: null });
      await stub.reindex();
    }
    const row = await testEnv.DB.prepare("SELECT row FROM conversation WHERE id = ?")
      .bind(before.id)
      .first<string>("row");
    expect(await before.stub.eraseDone(Date.now() + day)).toBe("erased");
    await testEnv.DB.prepare(
      "INSERT INTO conversation (id, version, team_id, site_id, customer_id, status, last_at, waits_from, done_at, row) VALUES (?, 1, 'x', 'x', 'x', 'done', 1, 1, 1, ?)",
    )
      .bind(before.id, row)
      .run();
    const later = Date.now() + 31 * day;
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    const failing = vi.spyOn(testEnv.CONVERSATION, "getByName").mockImplementationOnce(() => {
      throw new Error("it does not answer");
    });
    // The one that has been done for longest comes first: the row that was left.
    await testEnv.DB.prepare("UPDATE conversation SET done_at = 0 WHERE id = ?").bind(broken.id).run();
    expect(await eraseOld(testEnv, 30, later)).toBe(2);
    expect(said).toHaveBeenCalledWith(expect.stringContaining("not_erased"));
    failing.mockRestore();
    said.mockRestore();
    expect(await Promise.all([broken, before, old].map(({ id }) => readRow(testEnv.DB, id)))).toMatchObject([
      { id: broken.id },
      null,
      null,
    ]);
    expect(await eraseOld(testEnv, 30, later)).toBe(1);
  });

  test("[CV95] in bounded steps", async () => {
    const many = await Promise.all([lived(), lived(), lived()]);
    for (const { agent, stub } of many) {
      await agent.does({ kind: "status", to: "done", until: null });
      await stub.reindex();
    }
    const later = Date.now() + 31 * day;
    expect(await eraseOld(testEnv, 30, later, 2)).toBe(2);
    expect(await eraseOld(testEnv, 30, later, 2)).toBe(1);
  });
});
