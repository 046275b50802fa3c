import { beforeAll, describe, expect, test } from "vitest";
import {
  type Block,
  type BlockDraft,
  blockImportedSchema,
  blockPageSchema,
  blockSchema,
} from "../protocol/text-block.ts";
import { Browser } from "../testing/browser.ts";
import { createWorkspace, joinTeam, password } from "../testing/workspace.ts";
import { newTeam } from "../testing/actors.ts";

const path = "/api/text-blocks";
let teamId: string;
let agent: Browser;
let colleague: Browser;
let supervisor: Browser;
let stranger: Browser;

beforeAll(async () => {
  ({ teamId } = await createWorkspace());
  const other = await newTeam("Sales");
  const people = await Promise.all([
    joinTeam(teamId, "Ana"),
    joinTeam(teamId, "Bruno"),
    joinTeam(teamId, "Carla", "supervisor"),
    joinTeam(other.id, "Diego"),
  ]);
  const browsers = await Promise.all(people.map(({ email }) => new Browser().signIn(email, password)));
  [agent, colleague, supervisor, stranger] = browsers as [Browser, Browser, Browser, Browser];
});

let made = 0;
function draft(more: Partial<Extract<BlockDraft, { kind: "text" }>> = {}): BlockDraft {
  made += 1;
  return {
    ...{
      kind: "text",
      scope: { kind: "agent" },
      shortcut: `block-${made}`,
      title: `Block ${made}`,
      folder: "",
      tags: [],
    },
    contents: [{ language: "", messages: [{ text: "Hello {{customer.name|there}}" }] }],
    ...more,
  };
}

const created = async (by: Browser, block: BlockDraft) =>
  blockSchema.parse(await (await by.ask("POST", path, block)).json());
const seenBy = async (by: Browser, query = "") =>
  blockPageSchema.parse(await (await by.ask("GET", path + query)).json());
const idsSeenBy = async (by: Browser) => (await seenBy(by)).blocks.map(({ id }) => id);
async function codeOf(answer: Response): Promise<string> {
  return (await answer.json<{ error: { code: string } }>()).error.code;
}
const write = async (by: Browser, { id, version }: Block, block: BlockDraft) =>
  await by.ask("PUT", `${path}/${id}`, { version, block });

test("[TB1][TB2] own blocks are one's own, a team's are the team's, everybody's everybody's", async () => {
  const own = await created(agent, draft());
  const teams = await created(supervisor, draft({ scope: { kind: "team", id: teamId } }));
  const shared = await created(supervisor, draft({ scope: { kind: "everybody" } }));
  expect(await idsSeenBy(agent)).toEqual(expect.arrayContaining([own.id, teams.id, shared.id]));
  for (const other of [colleague, supervisor]) expect(await idsSeenBy(other)).not.toContain(own.id);
  expect(await idsSeenBy(stranger)).toContain(shared.id);
  expect(await idsSeenBy(stranger)).not.toContain(teams.id);

  for (const scope of [{ kind: "team", id: teamId } as const, { kind: "everybody" } as const]) {
    expect(await codeOf(await agent.ask("POST", path, draft({ scope })))).toBe("forbidden");
  }
  expect(await codeOf(await write(agent, shared, draft({ scope: { kind: "everybody" } })))).toBe("forbidden");
  // Not even by making it one's own.
  expect(await codeOf(await write(agent, shared, draft()))).toBe("forbidden");
  for (const id of [own.id, "no-such-block-1"]) {
    expect(await codeOf(await colleague.ask("PUT", `${path}/${id}`, { version: 1, block: draft() }))).toBe("not_found");
    expect(await codeOf(await colleague.ask("DELETE", `${path}/${id}`, { version: 1 }))).toBe("not_found");
    expect(await codeOf(await colleague.ask("POST", `${path}/${id}/uses`))).toBe("not_found");
  }
  const unknown = draft({ scope: { kind: "team", id: "team-that-is-not" } });
  expect(await codeOf(await supervisor.ask("POST", path, unknown))).toBe("team_unknown");
});

test("[TB3] of two who save at once one is told that it was changed meanwhile", async () => {
  const block = await created(agent, draft());
  const answers = await Promise.all([
    write(agent, block, draft({ title: "one" })),
    write(agent, block, draft({ title: "two" })),
  ]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const lost = answers.find(({ status }) => status === 409);
  expect(lost && (await codeOf(lost))).toBe("changed_meanwhile");
  expect(await codeOf(await agent.ask("DELETE", `${path}/${block.id}`, { version: 1 }))).toBe("changed_meanwhile");
});

test("[TB4] a shortcut is one block's among those who share it", async () => {
  await created(agent, draft({ shortcut: "hello" }));
  expect(await codeOf(await agent.ask("POST", path, draft({ shortcut: "hello" })))).toBe("shortcut_taken");
  await created(colleague, draft({ shortcut: "hello" }));
  await created(supervisor, draft({ shortcut: "hello", scope: { kind: "everybody" } }));
});

test("[TB5][TB6] deletions are told to those who ask what changed, and can be taken back", async () => {
  const block = await created(agent, draft({ shortcut: "to-delete" }));
  const { at } = await seenBy(agent);
  expect((await agent.ask("DELETE", `${path}/${block.id}`, { version: 1 })).status).toBe(204);
  expect(await seenBy(agent, `?since=${at}`)).toMatchObject({ gone: [block.id] });
  expect(await idsSeenBy(agent)).not.toContain(block.id);

  const restored = blockSchema.parse(
    await (await agent.ask("POST", `${path}/${block.id}/restore`, { version: 2 })).json(),
  );
  expect(restored).toMatchObject({ id: block.id, version: 3, title: block.title });
  expect((await seenBy(agent, `?since=${at}`)).blocks.map(({ id }) => id)).toContain(block.id);

  await agent.ask("DELETE", `${path}/${block.id}`, { version: 3 });
  await created(agent, draft({ shortcut: "to-delete" }));
  expect(await codeOf(await agent.ask("POST", `${path}/${block.id}/restore`, { version: 4 }))).toBe("shortcut_taken");
});

test("uses are counted for everybody and for the one who asks", async () => {
  const block = await created(supervisor, draft({ scope: { kind: "everybody" } }));
  for (const by of [agent, agent, colleague]) await by.ask("POST", `${path}/${block.id}/uses`);
  const seen = (await seenBy(agent)).blocks.find(({ id }) => id === block.id);
  expect(seen).toMatchObject({ uses: 3, ownUses: 2 });
});

describe("[TB7] bad input", () => {
  const chat = (messages: unknown) => ({ ...draft(), kind: "chat", contents: [{ language: "", messages }] });
  test.each<[string, () => unknown, string, string?]>([
    ["a long title", () => draft({ title: "x".repeat(121) }), "invalid_request", "title"],
    ["a shortcut with a space", () => draft({ shortcut: "a b" }), "invalid_request", "shortcut"],
    [
      "a long text",
      () => draft({ contents: [{ language: "", messages: [{ text: "x".repeat(10_001) }] }] }),
      "text_too_long",
    ],
    ["no text", () => draft({ contents: [{ language: "", messages: [{ text: "  " }] }] }), "text_empty"],
    ["no content", () => draft({ contents: [] }), "invalid_request", "contents"],
    [
      "a language twice",
      () => draft({ contents: ["en", "en"].map((language) => ({ language, messages: [{ text: "x" }] })) }),
      "invalid_request",
      "contents",
    ],
    ["no language", () => draft({ contents: [{ language: "<b>", messages: [{ text: "x" }] }] }), "invalid_request"],
    [
      "two texts",
      () => draft({ contents: [{ language: "", messages: [{ text: "x" }, { text: "y" }] }] }),
      "invalid_request",
      "contents",
    ],
    ["an empty button", () => chat([{ text: "x", buttons: [" "] }]), "invalid_request"],
    ["the same button twice", () => chat([{ text: "x", buttons: ["a", "a"] }]), "invalid_request"],
    ["a whole book", () => draft({ tags: ["x".repeat(300_000)] }), "too_large"],
  ])("%s is refused", async (_, block, code, at) => {
    const answer = await agent.ask("POST", path, block());
    const { error } = await answer.json<{ error: { code: string; path?: string } }>();
    expect(error.code).toBe(code);
    if (at !== undefined) expect(error.path).toBe(at);
  });

  test("markup in any field is kept as the text that it is", async () => {
    const script = "<script>alert(1)</script>";
    const contents = [{ language: "", messages: [{ text: `${script} '; DROP TABLE text_block; --` }] }];
    const block = await created(agent, draft({ title: script, folder: script, tags: [script.slice(0, 40)], contents }));
    expect(block).toMatchObject({ title: script, folder: script, contents });
  });
});

test("[TB14] an import tells by line what is wrong, and writes the others", async () => {
  const lines = [
    draft({ shortcut: "imported-1" }),
    draft({ shortcut: "imported 2" }),
    draft({ shortcut: "imported-1" }),
    draft({ scope: { kind: "everybody" } }),
    "not a block",
    { ...draft({ shortcut: "imported-3" }), surplus: true },
  ];
  const answer = await agent.ask("POST", `${path}/import`, { blocks: lines });
  const { results } = blockImportedSchema.parse(await answer.json());
  expect(results.map((result) => (result.ok ? "ok" : `${result.code} ${result.path ?? ""}`))).toEqual([
    "ok",
    "invalid_request shortcut",
    "shortcut_taken shortcut",
    "forbidden scope",
    "invalid_request ",
    "ok",
  ]);
  const shortcuts = (await seenBy(agent)).blocks.map((block) => (block.kind === "text" ? block.shortcut : ""));
  expect(shortcuts).toEqual(expect.arrayContaining(["imported-1", "imported-3"]));
  const many = await agent.ask("POST", `${path}/import`, { blocks: Array.from({ length: 201 }, () => draft()) });
  expect(await codeOf(many)).toBe("invalid_request");
});

test("more than a page of them come page by page", async () => {
  for (let part = 0; part < 6; part += 1) {
    const blocks = Array.from({ length: 200 }, () => draft());
    await colleague.ask("POST", `${path}/import`, { blocks });
  }
  const first = await seenBy(colleague);
  expect(first.blocks).toHaveLength(1_000);
  const second = await seenBy(colleague, `?after=${first.next}`);
  expect(second.next).toBeNull();
  const ids = [...first.blocks, ...second.blocks].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(1_199);
});
