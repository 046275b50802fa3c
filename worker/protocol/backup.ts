import * as z from "zod/mini";
import { seqSchema } from "./ids.ts";
import { newPasswordSchema } from "./session.ts";
import { emailSchema } from "./text.ts";

/*
 * `npm run backup` and `npm run restore`: the whole workspace out of one deployment and into one that nobody has set up. An owner's
 * session opens the first, the setup token the second. See docs/decisions/0047.
 */

/** What a backup of this form holds; a deployment takes back what it knows. */
export const BACKUP_FORMAT = 1;

/** A row of a table as SQLite has it. */
export const backupRowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export type BackupRow = z.infer<typeof backupRowSchema>;

/** `GET /api/backup`: the tables, in the order in which they can be filled; the `last` ones make the deployment the company's. */
export const backupPlanSchema = z.object({
  format: z.int(),
  workspace: z.string(),
  tables: z.array(z.object({ name: z.string(), last: z.boolean() })),
});
export type BackupPlan = z.infer<typeof backupPlanSchema>;

/** `GET /api/backup/tables/<table>?after=`. `next` null: that was all. */
export const backupRowsSchema = z.object({ rows: z.array(backupRowSchema), next: z.nullable(z.int()) });
export type BackupRows = z.infer<typeof backupRowsSchema>;

/**
 * `GET /api/backup/conversations/<id>?after=`, and `PUT /api/restore/conversations/<id>` in the same order: a step of its log, and with the last one what is known beside it. `version`: another
 * one than of the step before means that it changed meanwhile, and is to be read anew.
 */
export const backupConversationSchema = z.object({
  version: z.int(),
  entries: z.array(backupRowSchema),
  /** What was answered, so that nothing that a client sends again is done twice. */
  commands: z.array(backupRowSchema),
  rest: z.nullable(
    z.object({
      record: z.unknown(),
      profile: z.unknown(),
      uploads: z.array(backupRowSchema),
      flows: z.array(backupRowSchema),
    }),
  ),
  next: z.nullable(seqSchema),
});
export type BackupConversation = z.infer<typeof backupConversationSchema>;

/** `GET /api/backup/files?after=`: what stands in the bucket. Its bytes: `GET /api/backup/files/<key>`. */
export const backupFileSchema = z.object({
  key: z.string(),
  size: z.int(),
  etag: z.string(),
  contentType: z.nullable(z.string()),
});
export type BackupFile = z.infer<typeof backupFileSchema>;
export const backupFilesSchema = z.object({ files: z.array(backupFileSchema), next: z.nullable(z.string()) });
export type BackupFiles = z.infer<typeof backupFilesSchema>;

/** `POST /api/restore`: empties what an earlier try left, and answers the pass that each further request carries as its bearer. */
export const restoreRequestSchema = z.object({
  token: z.string().check(z.minLength(1), z.maxLength(256)),
  format: z.int(),
});
export const restorePassSchema = z.object({ pass: z.string() });
export type RestorePass = z.infer<typeof restorePassSchema>;

/** `PUT /api/restore/tables/<table>` */
export const restoreRowsSchema = z.object({ rows: z.array(backupRowSchema) });

/**
 * A file that is larger than a part of an upload comes in such parts, since Cloudflare bounds a request: `POST` of the file begins it,
 * `PUT …?upload=&part=` brings each, and a second `POST` with what each was answered ends it.
 */
export const restoreFileSchema = z.object({
  file: backupFileSchema,
  done: z.optional(
    z.object({ upload: z.string(), parts: z.array(z.object({ partNumber: z.int(), etag: z.string() })) }),
  ),
});
export const restoreUploadSchema = z.object({ upload: z.string() });
/** What stands in the bucket now. */
export const restoredFileSchema = z.object({ etag: z.string() });

/** `POST /api/restore/finish`: the last tables, and the owner who comes in first, with a new password. From here on it is set up. */
export const restoreFinishSchema = z.object({
  tables: z.array(z.object({ name: z.string(), rows: z.array(backupRowSchema) })),
  email: emailSchema,
  password: newPasswordSchema,
});
