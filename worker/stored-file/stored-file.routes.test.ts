import { eq } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import { database } from "../platform/database.ts";
import type { Attachment } from "../protocol/attachment.ts";
import { type Block, blockSchema } from "../protocol/text-block.ts";
import { site } from "../site/site.table.ts";
import { newId } from "../testing/actors.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { flowOf, step } from "../testing/flows.ts";
import { publishedFlow } from "../testing/published-flows.ts";
import { code, filesScene, png, Sender, state, text } from "../testing/sender.ts";
import { joinTeam, password } from "../testing/workspace.ts";
import { storedFileKey } from "./stored-file.domain.ts";
import { sweepStoredFiles } from "./stored-file.store.ts";

let scene: Awaited<ReturnType<typeof filesScene>>;
let colleague: Browser;

beforeAll(async () => {
  scene = await filesScene();
  const { email } = await joinTeam(scene.workspace.teamId, "Bruno");
  colleague = await new Browser().signIn(email, password);
});

/** Brings a file that the workspace keeps; answers its facts. */
async function stores(by: Sender, name: string, bytes: Uint8Array): Promise<Attachment> {
  const id = newId();
  const json = { "content-type": "application/json" };
  const begun = JSON.stringify({ id, name, size: bytes.length });
  expect(await state(await by.ask("POST", "/api/stored-files", begun, json))).toMatchObject({ missing: [1] });
  const { attachment } = await state(await by.ask("PUT", `/api/stored-files/${id}/1`, bytes));
  if (attachment === null) throw new Error("not finished");
  return attachment;
}

async function keeps(
  by: Browser,
  attachments: unknown[],
  more: { id?: string; version?: number } = {},
): Promise<Block> {
  const block = {
    ...{ kind: "text", scope: { kind: "agent" }, shortcut: newId(), title: "Prices", folder: "", tags: [] },
    contents: [
      { language: "", messages: [{ text: "", ...(attachments.length > 0 ? { attachments } : { text: "x" }) }] },
    ],
  };
  const { id, version } = more;
  const answer =
    id === undefined
      ? await by.ask("POST", "/api/text-blocks", block)
      : await by.ask("PUT", `/api/text-blocks/${id}`, { version, block });
  if (!answer.ok) throw new Error(await answer.text());
  return blockSchema.parse(await answer.json());
}

const place = (by: Sender, id: string, file: string) =>
  by.ask("POST", `/api/attachments/${by.conversation}/stored`, JSON.stringify({ id, file }), {
    "content-type": "application/json",
  });
const isKept = async (id: string) => (await testEnv.FILES.head(storedFileKey(id))) !== null;
const sweep = (days: number) => sweepStoredFiles(database(testEnv), testEnv.FILES, Date.now() + days * 24 * 3600_000);

test("[AT17] a block's file is copied into a conversation, once, and stays there without the block", async () => {
  const { byAgent, byCustomer, agent, writer } = await scene.here();
  const file = await stores(byAgent, "Chart.png", png);
  const block = await keeps(scene.browser, [{ ...file, name: "forged.exe", size: 1 }]);
  // What its author wrote of it is not believed.
  expect(block.contents[0]?.messages[0]?.attachments).toEqual([file]);

  const id = newId();
  const placed = await state(await place(byAgent, id, file.id));
  expect(placed.attachment).toEqual({ ...file, id });
  expect(await state(await place(byAgent, id, file.id))).toEqual(placed);
  expect(await code(await place(byCustomer, newId(), file.id))).toBe("forbidden");
  await agent.does({ kind: "message", text: "", attachments: [id] });
  await writer.heard("entries", (frame) => frame.entries.some(({ body }) => body.kind === "message"));

  await keeps(scene.browser, [], block);
  await sweep(2);
  expect(await isKept(file.id)).toBe(false);
  const back = await byAgent.fetch(id);
  expect(new Uint8Array(await back.arrayBuffer())).toEqual(png);
  expect(await code(await place(byAgent, newId(), file.id))).toBe("attachment_unknown");
});

test("[AT18] whoever may not read a block has no part in its files", async () => {
  const { byAgent, id: conversation } = await scene.here();
  const byColleague = Sender.agent(conversation, colleague);
  const file = await stores(byAgent, "a.txt", text);
  await keeps(scene.browser, [file]);
  const fetchedBy = (by: Sender) => by.ask("GET", `/files/stored/${file.id}`);
  expect((await fetchedBy(byAgent)).headers.get("content-disposition")).toContain("attachment");
  expect(await code(await fetchedBy(byColleague))).toBe("not_found");
  expect(await code(await fetchedBy(new Sender(conversation, () => ({}))))).toBe("not_signed_in");
  expect(await code(await place(byColleague, newId(), file.id))).toBe("attachment_unknown");
  await expect(keeps(colleague, [file])).rejects.toThrow("attachment_unknown");
  expect(await code(await byColleague.ask("PUT", `/api/stored-files/${file.id}/1`, text))).toBe("attachment_unknown");
});

test("[AT19] one that nothing has is erased after a day, one that something has is not", async () => {
  const { byAgent } = await scene.here();
  const [lonely, kept] = [await stores(byAgent, "a.txt", text), await stores(byAgent, "b.txt", text)];
  await keeps(scene.browser, [kept]);
  await sweep(0);
  expect(await isKept(lonely.id)).toBe(true);
  await sweep(2);
  expect([await isKept(lonely.id), await isKept(kept.id)]).toEqual([false, true]);
});

test("[AT10][AT5] what may not be sent may not be kept either", async () => {
  const { byAgent } = await scene.here();
  const json = { "content-type": "application/json" };
  const begin = (more: object) =>
    byAgent.ask("POST", "/api/stored-files", JSON.stringify({ id: newId(), name: "a", size: 5, ...more }), json);
  expect(await code(await begin({ size: 0 }))).toBe("file_empty");
  expect(await code(await begin({ size: 9_000_000 }))).toBe("file_too_large");
  const id = newId();
  await state(await begin({ id, name: "holiday.png", size: 2_000 }));
  const program = new Uint8Array(2_000);
  program.set(new TextEncoder().encode("MZ"));
  expect(await code(await byAgent.ask("PUT", `/api/stored-files/${id}/1`, program))).toBe("file_kind_refused");
  expect(await code(await byAgent.ask("PUT", `/api/stored-files/${id}/1`, program.slice(1)))).toBe("upload_incomplete");
  expect(await code(await begin({ id, size: 2_001 }))).toBe("id_reused");
});

test("[FL17] a file that a site's flow shows before there is a conversation is anybody's, under that site; no other file is", async () => {
  const { byAgent } = await scene.here();
  const [shown, later] = [await stores(byAgent, "Shown.png", png), await stores(byAgent, "Later.png", png)];
  const says = (id: string, file: Attachment, to: string) =>
    step("say", id, { said: { kind: "text", text: id, files: [file] }, exits: { next: to } });
  const flow = await publishedFlow(
    flowOf(
      says("look", shown, "fits"),
      step("ask", "fits", { exits: { next: "more" } }),
      says("more", later, "end"),
      step("end", "end"),
    ),
  );
  const { siteKey } = scene.workspace;
  const stranger = new Browser();
  const ask = (site: string, { id }: Attachment) => stranger.ask("GET", `/files/opening/${site}/${id}`);
  const opensWith = (openingFlowId: string | null) =>
    database(testEnv).update(site).set({ openingFlowId }).where(eq(site.key, siteKey));
  expect((await ask(siteKey, shown)).status).toBe(404);
  await opensWith(flow.id);
  const answer = await ask(siteKey, shown);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(answer.headers.get("cache-control")).toBe("public, max-age=86400, immutable");
  expect((await answer.arrayBuffer()).byteLength).toBe(shown.size);
  for (const refused of [ask(siteKey, later), ask("site-of-nobody", shown), ask("x".repeat(5_000), shown)])
    expect((await refused).status).toBe(404);

  // Its opening is found out once for all of its pictures, and again once that is old or does not have one.
  await opensWith(null);
  expect((await ask(siteKey, shown)).status).toBe(200);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5 * 60_000 });
  expect((await ask(siteKey, shown)).status).toBe(404);
  await opensWith(flow.id);
  expect((await ask(siteKey, shown)).status).toBe(200);
  vi.useRealTimers();
});
