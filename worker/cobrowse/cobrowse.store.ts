import * as z from "zod/mini";
import type { CobrowseNote } from "../conversation/cobrowse-step.domain.ts";
import { KeptValue } from "../platform/kept-value.ts";
import type { ObjectMigration } from "../platform/object-migrations.ts";
import { agentNameSchema, agentSchema } from "../protocol/agent.ts";
import { cobrowseActedBodySchema, cobrowseEndSchema, cobrowseFactsSchema } from "../protocol/cobrowse.ts";
import { cobrowseTroubleSchema, shownPageSchema } from "../protocol/cobrowse-socket.ts";
import { idSchema } from "../protocol/ids.ts";
import { newSession, type Seat, type Session } from "./cobrowse.domain.ts";

/** Nothing of a page is ever stored: facts about the session are, until it is over. */
export const cobrowseMigrations: readonly ObjectMigration[] = [];

export const seatSchema: z.ZodMiniType<Seat> = z.discriminatedUnion("kind", [
  z.object({
    ...{
      kind: z.literal("customer"),
      id: idSchema,
      ready: z.boolean(),
      tab: z.string(),
      seenAt: z.int(),
      seen: z.boolean(),
    },
    ...{ page: z.nullable(shownPageSchema), trouble: z.nullable(cobrowseTroubleSchema) },
  }),
  z.object({ kind: z.literal("agent"), agent: agentSchema, sessionId: z.string(), ready: z.boolean() }),
]);

const sessionSchema: z.ZodMiniType<Session> = z.object({
  paused: z.boolean(),
  control: z.nullable(z.object({ phase: z.enum(["asked", "granted"]), agent: agentNameSchema })),
  facts: cobrowseFactsSchema,
  page: z.nullable(z.string()),
  tab: z.nullable(z.object({ id: z.string(), turn: z.int() })),
});

const { action, on } = cobrowseActedBodySchema.shape;
const notesSchema = z.object({
  /** How many there were: each has an id of its own. */
  count: z.int(),
  pending: z.array(
    z.object({
      id: z.string(),
      note: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("controlled"), agent: agentNameSchema }),
        z.object({ kind: z.literal("acted"), agent: agentNameSchema, action, on }),
      ]),
    }),
  ),
});

const overSchema = z.object({ reason: z.nullable(cobrowseEndSchema) });

/** The Cobrowse object's own storage. */
export class CobrowseStore {
  readonly #session: KeptValue<Session>;
  readonly #notes: KeptValue<z.infer<typeof notesSchema>>;
  readonly #over: KeptValue<z.infer<typeof overSchema>>;

  constructor(storage: DurableObjectStorage) {
    this.#session = new KeptValue(storage, "session", sessionSchema);
    this.#notes = new KeptValue(storage, "notes", notesSchema);
    this.#over = new KeptValue(storage, "over", overSchema);
  }

  read(): Session {
    return this.#session.read() ?? newSession;
  }

  save(session: Session): void {
    if (session !== this.#session.read()) this.#session.write(session);
  }

  /** Why the session ended; `reason` null: its conversation ended it, and knows why. Null while it runs. */
  get over(): z.infer<typeof overSchema> | null {
    return this.#over.read();
  }

  end(reason: z.infer<typeof overSchema>["reason"]): void {
    this.#over.write({ reason });
  }

  /** Something for the conversation's log, kept until it has it. */
  addNote(session: string, note: CobrowseNote): void {
    const { count, pending } = this.#notes.read() ?? { count: 0, pending: [] };
    this.#notes.write({ count: count + 1, pending: [...pending, { id: `${session}.note-${count}`, note }] });
  }

  pendingNotes(): { id: string; note: CobrowseNote }[] {
    return this.#notes.read()?.pending ?? [];
  }

  noteTaken(id: string): void {
    const notes = this.#notes.read();
    if (notes !== null) this.#notes.write({ ...notes, pending: notes.pending.filter((note) => note.id !== id) });
  }
}
