import * as z from "zod/mini";
import { idSchema } from "./ids.ts";

/** What a file is for those who send and read it. Decided by its bytes, except that a name can make it a program. */
export const fileKinds = ["image", "video", "audio", "document", "archive", "program", "other"] as const;
export const fileKindSchema = z.enum(fileKinds);
export type FileKind = z.infer<typeof fileKindSchema>;

const pixels = z.optional(z.int());

/**
 * A file of a message, whose bytes stand in R2. `type` is what the bytes are; `width` and `height` are there where it can be
 * shown, so that nothing jumps when it comes: of an image as its header says them, of a video as its sender does.
 */
export const attachmentSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: fileKindSchema,
  type: z.string(),
  size: z.int(),
  width: pixels,
  height: pixels,
  seconds: z.optional(z.number()),
  /** There is a small picture of it. */
  thumbnail: z.optional(z.boolean()),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** The files that a command brings: ids of finished uploads of whoever gives it. */
export const attachedSchema = z.optional(z.array(idSchema).check(z.minLength(1), z.maxLength(50, "files_too_many")));

/** What may be sent here: the same on every client, and enforced by the Worker while it streams. */
export const uploadLimitsSchema = z.object({
  /** Bytes of one file. */
  bytes: z.int(),
  /** Files of one message. */
  count: z.int(),
  kinds: z.array(fileKindSchema),
  /** Whether photos keep where they were taken. */
  keepLocation: z.boolean(),
});
export type UploadLimits = z.infer<typeof uploadLimitsSchema>;
