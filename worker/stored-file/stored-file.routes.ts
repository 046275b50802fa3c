import { type Context, Hono } from "hono";
import { cleanName, kindOf, sizeProblem } from "../attachment/attachment.domain.ts";
import { putWhole, storePart } from "../attachment/part.store.ts";
import { readThumbnail } from "../attachment/thumbnail.store.ts";
import { readUploadSettings } from "../attachment/upload-setting.store.ts";
import { requireAgent } from "../platform/auth.ts";
import { bodyOf, readBody } from "../platform/body.ts";
import { type Database, database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { fileLimits } from "../protocol/file-limits.ts";
import { uploadRequestSchema, type UploadState } from "../protocol/upload.ts";
import { storedFileKey } from "./stored-file.domain.ts";
import {
  addStoredFile,
  countUnused,
  dropStoredFile,
  findStoredFile,
  finishStoredFile,
  setStoredThumbnail,
  storedStateOf,
} from "./stored-file.store.ts";

/**
 * Bringing files that the workspace keeps, as those of blocks: the same requests as for files of a conversation
 * (attachment.routes.ts), with one part. Nothing is public: file.routes.ts serves them to agents who may use them.
 */
export const storedFileRoutes = new Hono<App>()
  .use(requireAgent)
  .post("/", async (c) => {
    const request = await readBody(c, uploadRequestSchema);
    const { db, maker } = asking(c);
    const name = cleanName(request.name);
    const { bytes } = await readUploadSettings(db);
    const problem = sizeProblem(request.size, Math.min(bytes, fileLimits.storedBytes));
    if (problem !== null) throw new FalaError(problem);
    if ((await countUnused(db, maker)) >= fileLimits.open) throw new FalaError("files_too_many");
    await addStoredFile(db, { ...request, name }, maker, Date.now());
    const file = await findStoredFile(db, request.id);
    if (file === null || file.maker !== maker || file.size !== request.size || file.name !== name)
      throw new FalaError("id_reused");
    return c.json<UploadState>(storedStateOf(file));
  })
  .put("/:id/1", async (c) => {
    const body = bodyOf(c);
    const { db, file } = await unfinished(c);
    if (file.etag !== null) {
      await body.cancel();
      return c.json<UploadState>(storedStateOf(file));
    }
    const { id, size, name } = file;
    if (Number(c.req.header("content-length") ?? size) !== size) {
      await body.cancel();
      throw new FalaError("upload_incomplete");
    }
    const { kinds } = await readUploadSettings(db);
    const stored = await storePart(body, size, { name, allowed: kinds }, (stream) =>
      putWhole(c.env.FILES, storedFileKey(id), stream),
    );
    if (!stored.ok) throw new FalaError(stored.error.code);
    const { etag, found } = stored.value;
    if (found === null) throw new Error("the first part of a file says what it is");
    await finishStoredFile(db, id, { etag, found: { ...found, kind: kindOf(found, name) } });
    return c.json<UploadState>(storedStateOf((await unfinished(c)).file));
  })
  .put("/:id/thumbnail", async (c) => {
    const { db, file } = await unfinished(c);
    const { bytes, type } = await readThumbnail(c);
    await c.env.FILES.put(storedFileKey(file.id, "thumbnail"), bytes);
    await setStoredThumbnail(db, file.id, type);
    return c.json<UploadState>(storedStateOf({ ...file, thumbnail: type }));
  })
  .delete("/:id", async (c) => {
    const { db, maker } = asking(c);
    await dropStoredFile(db, c.req.param("id"), maker, Date.now());
    return c.body(null, 204);
  });

function asking(c: Context<App>): { db: Database; maker: string } {
  return { db: database(c.env), maker: c.var.agent.id };
}

/** The file of the address, which only who brought it may add to. */
async function unfinished(c: Context<App, "/:id/1"> | Context<App, "/:id/thumbnail">) {
  const { db, maker } = asking(c);
  const file = await findStoredFile(db, c.req.param("id"));
  if (file === null || file.maker !== maker) throw new FalaError("attachment_unknown");
  return { db, file };
}
