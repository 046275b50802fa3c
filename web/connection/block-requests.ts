import { filePaths } from "#protocol/file-paths";
import { paths } from "#protocol/paths";
import {
  type Block,
  type BlockDraft,
  blockImportedSchema,
  type BlockImported,
  type BlockPage,
  blockPageSchema,
  blockSchema,
} from "#protocol/text-block";
import { type UploadState, uploadStateSchema } from "#protocol/upload";
import { type HttpResult, nothingSchema, type Request } from "./http.ts";

const addressOf = (id: string) => `${paths.textBlocks}/${encodeURIComponent(id)}`;

/** A page of what this agent may see, or, with `since`, of what has changed. */
export function askBlocks(
  request: Request,
  { after, since }: { after: string | null; since: number | null },
): Promise<HttpResult<BlockPage>> {
  const query = { after, since: since === null ? null : String(since) };
  return request({ method: "GET", path: paths.textBlocks, query, schema: blockPageSchema });
}

export function askBlock(request: Request, id: string): Promise<HttpResult<Block>> {
  return request({ method: "GET", path: addressOf(id), schema: blockSchema });
}

export function askCreateBlock(request: Request, block: BlockDraft): Promise<HttpResult<Block>> {
  return request({ method: "POST", path: paths.textBlocks, body: block, schema: blockSchema });
}

/** Refused with `changed_meanwhile` where somebody saved a newer one than `version`. */
export function askChangeBlock(
  request: Request,
  id: string,
  version: number,
  block: BlockDraft,
): Promise<HttpResult<Block>> {
  return request({ method: "PUT", path: addressOf(id), body: { version, block }, schema: blockSchema });
}

export function askDeleteBlock(request: Request, { id, version }: Block): Promise<HttpResult<undefined>> {
  return request({ method: "DELETE", path: addressOf(id), body: { version }, schema: nothingSchema });
}

/** `version`: the one that the deletion made. */
export function askRestoreBlock(request: Request, id: string, version: number): Promise<HttpResult<Block>> {
  return request({ method: "POST", path: `${addressOf(id)}/restore`, body: { version }, schema: blockSchema });
}

/** Copies a file of a block into a conversation, as an upload under this id. Repeating it is safe. */
export function askPlaceStored(
  request: Request,
  conversation: string,
  body: { id: string; file: string },
): Promise<HttpResult<UploadState>> {
  const path = filePaths.placed(filePaths.attachments(conversation));
  return request({ method: "POST", path, body, schema: uploadStateSchema });
}

export function askCountUse(request: Request, id: string): Promise<HttpResult<undefined>> {
  return request({ method: "POST", path: `${addressOf(id)}/uses`, schema: nothingSchema });
}

/** At most `limits.importBlocks` at once; the answer has one result for each, in their order. */
export function askImportBlocks(request: Request, blocks: readonly unknown[]): Promise<HttpResult<BlockImported>> {
  return request({ method: "POST", path: `${paths.textBlocks}/import`, body: { blocks }, schema: blockImportedSchema });
}
