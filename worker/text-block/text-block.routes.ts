import { type Context, Hono } from "hono";
import * as z from "zod/mini";
import { requireAgent } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { type Database, database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { isErrorCode } from "../protocol/error.ts";
import { idSchema } from "../protocol/ids.ts";
import {
  type Block,
  type BlockDraft,
  type BlockImported,
  type BlockPage,
  blockChangeSchema,
  blockDraftSchema,
  blockImportSchema,
  blockVersionSchema,
} from "../protocol/text-block.ts";
import { readStoredFiles } from "../stored-file/stored-file.store.ts";
import { findTeam, withTeams } from "../team/team.store.ts";
import { filesOfContents, withKnownFiles } from "./block-content.domain.ts";
import { type BlockOwner, type BlockReader, mayReadBlock, mayWriteBlock } from "./block-access.domain.ts";
import {
  changeBlock,
  countUse,
  createBlock,
  createBlocks,
  deleteBlock,
  findBlock,
  readBlock,
  readBlocks,
  restoreBlock,
} from "./text-block.store.ts";

/** A block in several languages is longer than most requests; an import brings many. */
const blockBytes = 256 * 1024;
const importBytes = 1024 * 1024;

const pageQuerySchema = z.object({
  after: z.optional(z.union([z.literal(""), idSchema])),
  since: z.optional(z.coerce.number().check(z.int(), z.nonnegative())),
});

export const textBlockRoutes = new Hono<App>()
  .use(requireAgent)
  .get("/", async (c) => {
    const query = z.safeParse(pageQuerySchema, c.req.query());
    if (!query.success) throw new FalaError("invalid_request");
    const { after = "", since = null } = query.data;
    const asked = { after, since, now: Date.now() };
    const { db, reader } = await asking(c);
    return c.json<BlockPage>(await readBlocks(db, reader, asked));
  })
  .post("/", async (c) => {
    const draft = await readBody(c, blockDraftSchema, blockBytes);
    const { db, reader } = await asking(c);
    const id = crypto.randomUUID();
    const owner = await ownerFor(db, reader, draft);
    await createBlock(db, { ...(await withFiles(db, reader, draft)), id }, owner, Date.now());
    return c.json<Block>(await shown(db, reader, id), 201);
  })
  .post("/import", async (c) => {
    const { blocks } = await readBody(c, blockImportSchema, importBytes);
    const { db, reader } = await asking(c);
    return c.json<BlockImported>({ results: await importLines(db, reader, blocks) });
  })
  .get("/:id", async (c) => {
    const { db, reader } = await asking(c);
    return c.json<Block>(await shown(db, reader, c.req.param("id")));
  })
  .put("/:id", async (c) => {
    const { version, block } = await readBody(c, blockChangeSchema, blockBytes);
    const { db, reader, id, stored } = await writable(c);
    if (stored.kind !== block.kind) throw new FalaError("invalid_request", { path: "kind" });
    const owner = await ownerFor(db, reader, block);
    await changeBlock(db, id, version, await withFiles(db, reader, block), owner, Date.now());
    return c.json<Block>(await shown(db, reader, id));
  })
  .delete("/:id", async (c) => {
    const { version } = await readBody(c, blockVersionSchema);
    const { db, id } = await writable(c);
    await deleteBlock(db, id, version, Date.now());
    return c.body(null, 204);
  })
  .post("/:id/restore", async (c) => {
    const { version } = await readBody(c, blockVersionSchema);
    const { db, reader, id } = await writable(c);
    await restoreBlock(db, id, version, Date.now());
    return c.json<Block>(await shown(db, reader, id));
  })
  .post("/:id/uses", async (c) => {
    const { db, reader } = await asking(c);
    const id = c.req.param("id");
    const stored = await findBlock(db, id);
    if (!stored || stored.deleted || !mayReadBlock(reader, stored)) throw new FalaError("not_found");
    await countUse(db, id, reader.id);
    return c.body(null, 204);
  });

async function asking(c: Context<App>): Promise<{ db: Database; reader: BlockReader }> {
  const db = database(c.env);
  return { db, reader: await withTeams(db, c.var.agent) };
}

/** The block of the address, where the one who asks may write it; what they may not even see is not there. */
async function writable(c: Context<App, "/:id">) {
  const { db, reader } = await asking(c);
  const id = c.req.param("id");
  const stored = await findBlock(db, id);
  if (!stored || !mayReadBlock(reader, stored)) throw new FalaError("not_found");
  if (!mayWriteBlock(reader, stored)) throw new FalaError("forbidden");
  return { db, reader, id, stored };
}

/** Where this agent may put the block that they wrote; throws `forbidden` where they may not, `team_unknown` where there is no such team. */
async function ownerFor(db: Database, reader: BlockReader, { scope }: BlockDraft): Promise<BlockOwner> {
  const owner: BlockOwner = {
    scope: scope.kind,
    owner: scope.kind === "agent" ? reader.id : scope.kind === "team" ? scope.id : "",
  };
  if (!mayWriteBlock(reader, owner)) throw new FalaError("forbidden");
  // Most write in a team of their own, which is known.
  const isKnown = scope.kind !== "team" || reader.teamIds.includes(scope.id) || (await findTeam(db, scope.id)) !== null;
  if (!isKnown) throw new FalaError("team_unknown");
  return owner;
}

/** The block with what the workspace knows of its files; throws `attachment_unknown` where this agent may not send one of them. */
async function withFiles<Draft extends BlockDraft>(db: Database, reader: BlockReader, draft: Draft): Promise<Draft> {
  const known = await readStoredFiles(db, reader, filesOfContents(draft.contents));
  const contents = withKnownFiles(draft.contents, known);
  if (contents === null) throw new FalaError("attachment_unknown", { path: "contents" });
  return { ...draft, contents };
}

async function shown(db: Database, reader: BlockReader, id: string): Promise<Block> {
  const block = await readBlock(db, reader, id);
  if (!block) throw new FalaError("not_found");
  return block;
}

/** Every line alone: a wrong one says what is wrong with it and keeps no other from being written. */
async function importLines(db: Database, reader: BlockReader, lines: readonly unknown[]) {
  const read = await Promise.all(lines.map((line) => readLine(db, reader, line)));
  const created = await createBlocks(
    db,
    read.flatMap((line) => (line.ok ? [line.block] : [])),
    Date.now(),
  );
  return read.map((line): BlockImported["results"][number] => {
    if (!line.ok) return line;
    const { id } = line.block;
    return created.has(id) ? { ok: true, id } : { ok: false, code: "shortcut_taken", path: "shortcut" };
  });
}

async function readLine(db: Database, reader: BlockReader, line: unknown) {
  const wrong = (code: string, path: string | null) => ({ ok: false as const, code, path });
  const parsed = z.safeParse(blockDraftSchema, line);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const code = issue && isErrorCode(issue.message) ? issue.message : "invalid_request";
    return wrong(code, issue?.path.join(".") ?? null);
  }
  const draft = parsed.data;
  try {
    const owner = await ownerFor(db, reader, draft);
    const block = await withFiles(db, reader, draft);
    return { ok: true as const, block: { ...block, id: crypto.randomUUID(), owner } };
  } catch (error) {
    if (error instanceof FalaError) return wrong(error.code, error.body().error.path ?? "scope");
    throw error;
  }
}
