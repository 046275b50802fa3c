import type * as z from "zod/mini";
import type { LoggedCommand } from "#protocol/client-message";
import type { Receipts } from "#protocol/receipts";
import type { SeenEntry } from "#protocol/entry";
import type { ErrorCode, Result } from "#protocol/error";

/** The messages of the server that both sides get and that carry the log. */
export type LogMessage<E extends SeenEntry> =
  | {
      kind: "welcome";
      now: number;
      mode: "resume" | "reset";
      entries: E[];
      more: boolean;
      receipts: Receipts;
    }
  | { kind: "entries"; entries: E[] }
  | { kind: "page"; id: string; entries: E[]; more: boolean }
  | { kind: "ack"; id: string; seq: number }
  | { kind: "refused"; id: string | null; code: ErrorCode; retryAfterMs: number | null; detail?: string | undefined };

/** What a conversation's connection must know of the side it serves: agent-side.ts, customer-side.ts. */
export type ConversationSide<Message extends { kind: string }, E extends SeenEntry, Command extends LoggedCommand> = {
  /** A promise where the code that can read this frame has to be loaded first; rejects when it does not come. */
  parse(raw: string): Result<Message> | Promise<Result<Message>>;
  logPart(message: Message): LogMessage<E> | null;
  /** For reading back what was kept. */
  commandSchema: z.ZodMiniType<Command>;
  /** Whether receiving and reading this entry is something the other side is told. */
  isFromOther(entry: E): boolean;
};
