import * as z from "zod/mini";
import { attachmentSchema, fileKinds, fileKindSchema } from "./attachment.ts";
import { fileLimits } from "./file-limits.ts";
import { idSchema, timeSchema } from "./ids.ts";

/**
 * How files are sent and fetched. Apart from attachment.ts, which every widget loads at once: nobody needs this before
 * there is a file.
 */

const pixels = z.optional(z.int().check(z.gte(1), z.lte(100_000)));

/**
 * `POST /api/attachments/<conversation>`: begins an upload, or asks how one stands: the same id from the same person is the
 * same upload. What is said of width, height and length is believed of video and audio only. Answered with UploadState.
 */
export const uploadRequestSchema = z.object({
  id: idSchema,
  name: z.string().check(z.maxLength(4_096)),
  size: z.int().check(z.nonnegative()),
  width: pixels,
  height: pixels,
  seconds: z.optional(z.number().check(z.nonnegative(), z.lte(1_000_000))),
});
export type UploadRequest = z.infer<typeof uploadRequestSchema>;

/**
 * How an upload stands. Parts are counted from 1; each has `fileLimits.partBytes` bytes, the last one what is left.
 * `PUT …/<id>/<part>` with the bytes as they are brings one; `PUT …/<id>/thumbnail` a small picture, before the last part.
 */
export const uploadStateSchema = z.object({
  id: idSchema,
  missing: z.array(z.int()),
  /** All of it is there: a message can bring it. */
  attachment: z.nullable(attachmentSchema),
});
export type UploadState = z.infer<typeof uploadStateSchema>;

/**
 * `POST /api/attachments/<conversation>/stored`: an agent's upload under this id, whose bytes are a copy of a file that the
 * workspace keeps. Answered with UploadState; the same again is the same upload.
 */
export const storedRequestSchema = z.object({ id: idSchema, file: idSchema });

/**
 * `POST /api/attachments/<conversation>/grant`: what a customer's browser puts into the addresses of files (`?grant=`), since
 * images and players send no headers of ours. Good for minutes, for this customer in this conversation.
 */
export const fileGrantSchema = z.object({ grant: z.string(), expiresAt: timeSchema });
export type FileGrant = z.infer<typeof fileGrantSchema>;

/** `GET /api/workspace/attachments`, and `PUT` by those who manage the workspace, with the version that they saw. */
export const uploadSettingsSchema = z.object({
  bytes: z.int().check(z.gte(1), z.lte(fileLimits.bytes)),
  count: z.int().check(z.gte(1), z.lte(fileLimits.count)),
  kinds: z.array(fileKindSchema).check(z.minLength(1), z.maxLength(fileKinds.length)),
  keepLocation: z.boolean(),
  version: z.int(),
});
export type UploadSettings = z.infer<typeof uploadSettingsSchema>;
