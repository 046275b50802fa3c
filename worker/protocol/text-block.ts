import * as z from "zod/mini";
import { articleCardSchema } from "./article-card.ts";
import { attachmentSchema } from "./attachment.ts";
import { idSchema, timeSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { buttonsSchema } from "./message.ts";
import { contentTextSchema, nameSchema, saysSomething } from "./text.ts";
import { languageSchema } from "./workspace.ts";

/** Figures of blocks alone. They stand here and not in limits.ts, which every customer's browser loads. */
export const blockLimits = {
  shortcutCharacters: 40,
  tagCharacters: 40,
  tags: 20,
  languages: 20,
  /** Messages of a chat block. */
  messages: 10,
  /** Files of one message. */
  attachments: 10,
  /** Blocks of one request of an import. */
  imports: 200,
} as const;

/** Whose a block is: of the agent who asks, of a team, of everybody in the workspace. Nobody sees another agent's own. */
export const blockScopeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("agent") }),
  z.object({ kind: z.literal("team"), id: idSchema }),
  z.object({ kind: z.literal("everybody") }),
]);
export type BlockScope = z.infer<typeof blockScopeSchema>;

/** What is typed behind "#". No spaces, so that it ends where the word ends. */
export const shortcutSchema = z
  .string()
  .check(
    z.trim(),
    z.maxLength(blockLimits.shortcutCharacters),
    z.regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, "a shortcut"),
  );

const folderSchema = z.string().check(z.trim(), z.maxLength(limits.nameCharacters));
const tagSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(blockLimits.tagCharacters));

/** One message of a block. Variables stand in its text as `{{customer.name|there}}`; the text may be empty where something else is said. */
export const blockMessageSchema = z
  .object({
    text: contentTextSchema,
    /** Files that the workspace keeps. What is written of one beside its id is read anew by the server. */
    attachments: z.optional(
      z.array(attachmentSchema).check(
        z.minLength(1),
        z.maxLength(blockLimits.attachments, "files_too_many"),
        z.refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "a file once"),
      ),
    ),
    article: z.optional(articleCardSchema),
    buttons: z.optional(buttonsSchema),
  })
  .check(saysSomething);
export type BlockMessage = z.infer<typeof blockMessageSchema>;

/** What a block says in one language; "" is the one for whom there is no other. */
export const blockContentSchema = z.object({
  language: z.union([z.literal(""), languageSchema]),
  messages: z.array(blockMessageSchema).check(z.minLength(1), z.maxLength(blockLimits.messages)),
});
export type BlockContent = z.infer<typeof blockContentSchema>;

const contentsSchema = z.array(blockContentSchema).check(
  z.minLength(1),
  z.maxLength(blockLimits.languages),
  z.refine((all) => new Set(all.map(({ language }) => language)).size === all.length, "a language once"),
);

const common = {
  scope: blockScopeSchema,
  title: nameSchema,
  /** "" where it is in none; "A/B" is B inside of A. */
  folder: folderSchema,
  tags: z.array(tagSchema).check(z.maxLength(blockLimits.tags)),
};

/** A text block is inserted into the composer: one text per language (with files, or nothing but files), found by its shortcut too. */
const textFields = {
  kind: z.literal("text"),
  shortcut: shortcutSchema,
  ...common,
  contents: contentsSchema.check(
    z.refine(
      (all) =>
        all.every(
          ({ messages: [first, ...more] }) => more.length === 0 && !first?.buttons && first?.article === undefined,
        ),
      "one text, with files at the most",
    ),
  ),
};

/** A chat block is sent as it is: one or more messages. */
const chatFields = { kind: z.literal("chat"), ...common, contents: contentsSchema };

/** What somebody writes: a new block, or a changed one. Its kind never changes. */
export const blockDraftSchema = z.discriminatedUnion("kind", [z.object(textFields), z.object(chatFields)]);
export type BlockDraft = z.infer<typeof blockDraftSchema>;

const kept = {
  id: idSchema,
  version: z.int(),
  updatedAt: timeSchema,
  /** How often it was used: by everybody, and by the agent who asks. */
  uses: z.int(),
  ownUses: z.int(),
};
export const blockSchema = z.discriminatedUnion("kind", [
  z.object({ ...kept, ...textFields }),
  z.object({ ...kept, ...chatFields }),
]);
export type Block = z.infer<typeof blockSchema>;
export type TextBlock = Extract<Block, { kind: "text" }>;
export type ChatBlock = Extract<Block, { kind: "chat" }>;

/**
 * `GET /api/text-blocks`: everything the agent may see, by id, 1,000 at a time; `after` is the `next` of the page before.
 * With `since` (the `at` of an earlier answer): only what has changed from then on, and `gone`, what may no longer be seen.
 */
export const blockPageSchema = z.object({
  blocks: z.array(blockSchema),
  gone: z.array(idSchema),
  next: z.nullable(z.string()),
  at: timeSchema,
});
export type BlockPage = z.infer<typeof blockPageSchema>;

/** `PUT /api/text-blocks/:id`: the version that was seen, and everything else whole. Answers with the new block. */
export const blockChangeSchema = z.object({ version: z.int(), block: blockDraftSchema });

/** `DELETE /api/text-blocks/:id` and `POST …/restore`. */
export const blockVersionSchema = z.object({ version: z.int() });

/** `POST /api/text-blocks/import`: each line alone, as it came; a wrong one does not keep the others from being written. */
export const blockImportSchema = z.object({ blocks: z.array(z.unknown()).check(z.maxLength(blockLimits.imports)) });

/** What became of each line, in their order; `path` names the field that is wrong. */
export const blockImportedSchema = z.object({
  results: z.array(
    z.union([
      z.object({ ok: z.literal(true), id: idSchema }),
      z.object({ ok: z.literal(false), code: z.string(), path: z.nullable(z.string()) }),
    ]),
  ),
});
export type BlockImported = z.infer<typeof blockImportedSchema>;
