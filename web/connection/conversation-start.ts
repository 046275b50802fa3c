import * as z from "zod/mini";
import { parseAs } from "#protocol/codec";
import { type Refusal, refusal } from "#protocol/error";
import { idSchema } from "#protocol/ids";
import { paths } from "#protocol/paths";
import { type StartRequest, startResponseSchema } from "#protocol/widget";
import { type CustomerCommand, customerSide, type Said } from "./customer-side.ts";
import type { CustomerSession } from "./customer-session.ts";
import type { Environment } from "./environment.ts";
import { verdictOn } from "./queue-rules.ts";
import type { Queued } from "./queued.ts";
import { forgetUnsent, makeSendQueue, type SendQueue } from "./send-queue.ts";

/**
 * Which conversation this browser has on a site, and the way there: a first message goes by HTTP, the same ids at each
 * try, until the server has it; only then there is a socket. What is written meanwhile waits in the conversation's own
 * queue. Everything is kept in the browser's storage, where the other tabs see it.
 */
export interface ConversationStart {
  /** Resolves when no first message is on its way to the server. */
  settled(): Promise<unknown>;
  /** Null: nothing was ever written. */
  conversation(): { id: string; started: boolean } | null;
  /** What waits for the start; empty once it is started. */
  items(): readonly Queued<CustomerCommand>[];
  /** Only before the conversation is started. */
  send(said: Said): void;
  /** The id of the conversation there is, or of the one that the next first message begins: files are sent to it before. */
  reserve(): string;
  retry(): void;
  discard(id: string): CustomerCommand | null;
  /** The server has this conversation of the customer. */
  adopt(id: string): void;
  /** The conversation is not this customer's any more: what was not sent begins a new one. */
  abandon(): void;
  /** No conversation, nothing unsent; the other tabs hear of it. */
  forget(): void;
  dispose(): void;
}

const recordSchema = z.object({ id: idSchema, first: z.nullable(idSchema), started: z.boolean() });
type Kept = z.infer<typeof recordSchema>;

const keyOf = (site: string) => `fala.conversation.${site}`;

/** Whether this browser has a conversation on this site, without asking anybody. */
export function hasKeptConversation(site: string, kept: Environment["kept"]): boolean {
  return readRecord(kept.get(keyOf(site))) !== null;
}

function readRecord(raw: string | null): Kept | null {
  const parsed = raw === null ? null : parseAs(recordSchema, raw);
  return parsed?.ok ? parsed.value : null;
}

/** A token that is no longer good is replaced before the next try. */
const tokenCodes = ["customer_token_invalid", "not_signed_in", "session_over"];

export function makeConversationStart(options: {
  site: string;
  session: CustomerSession;
  environment: Environment;
  /** Asked at each try. */
  details(): Pick<StartRequest, "topic" | "visits" | "attributes" | "language" | "challenge">;
  /** Something changed, here or in another tab. `sent` is the first message, once the server has it. */
  onChange(sent: Queued<CustomerCommand> | null): void;
}): ConversationStart {
  const { site, session, environment } = options;
  const { kept, clock, request, newId } = environment;
  const key = keyOf(site);
  let record = readRecord(kept.get(key));
  let queue: SendQueue<CustomerCommand> | null = null;
  let trying: object | null = null;
  let attempting: Promise<unknown> = Promise.resolve();
  let retryNow = () => {};
  let reserved: string | null = null;

  const stopWaking = environment.onWake(() => retryNow());
  const stopHearing = kept.onElsewhere(key, (heardKey, raw) => {
    if (heardKey !== key) return;
    const heard = readRecord(raw);
    // Both tabs began at the same instant: the one that is heard is right for both, and what was written goes there.
    const mine = heard !== null && heard.id !== record?.id ? take() : [];
    if (heard !== null) withQueue(heard.id, () => mine.forEach(add));
    enter(heard);
    options.onChange(null);
  });
  enter(record);

  function enter(next: Kept | null) {
    trying = null;
    queue?.dispose();
    queue = null;
    record = next;
    if (record === null) return;
    const { id, first } = record;
    if (record.started) {
      // It is in the log. Whoever wrote `started` removes it too, but may not have come that far.
      return withQueue(id, (opened) => first !== null && opened.discard(first));
    }
    queue = openQueue(id);
    // A storage that lost the first message: what is there starts anew.
    if (!queue.items().some(({ command }) => command.id === first)) return begin(said());
    void start();
  }

  /** For a change to what is kept of a conversation that this tab does not have open. */
  function withQueue(conversation: string, change: (opened: SendQueue<CustomerCommand>) => void) {
    const before = queue;
    queue = openQueue(conversation);
    change(queue);
    queue.dispose();
    queue = before;
  }

  function openQueue(conversation: string): SendQueue<CustomerCommand> {
    const schema = customerSide.commandSchema;
    return makeSendQueue({ owner: site, conversation, schema, kept, clock, onElsewhere: () => options.onChange(null) });
  }

  function keep(next: Kept) {
    record = next;
    kept.set(key, JSON.stringify(next));
  }

  /** Takes out what was not sent. */
  function take(): Said[] {
    const unsent = said();
    for (const { command } of queue?.items() ?? []) queue?.discard(command.id);
    return unsent;
  }

  function leave() {
    trying = null;
    take();
    queue?.dispose();
    queue = null;
    record = null;
    kept.remove(key);
  }

  const said = () => (queue?.items() ?? []).map(({ command: { text, attachments } }) => ({ text, attachments }));

  function add({ text, attachments }: Said): string {
    const id = newId();
    queue?.add({ kind: "message", id, text, ...(attachments && { attachments }) });
    return id;
  }

  function begin(unsent: readonly Said[]) {
    leave();
    if (unsent.length === 0) return;
    const conversation = reserved ?? newId();
    reserved = null;
    queue = openQueue(conversation);
    const [first = null] = unsent.map(add);
    keep({ id: conversation, first, started: false });
    void start();
  }

  async function start() {
    const own = {};
    trying = own;
    for (let tries = 0; trying === own; tries += 1) {
      const item = queue?.items().find(({ command }) => command.id === record?.first);
      if (record === null || queue === null || item === undefined || item.state.kind === "failed") return;
      queue.sending(item.command.id);
      options.onChange(null);
      const asked = attempt(record.id, item.command);
      attempting = asked;
      const error = await asked;
      if (trying !== own) return;
      if (error === null) return started(item);
      const verdict = verdictOn(error, tries);
      queue.refused(item.command.id, error);
      options.onChange(null);
      if (verdict.kind === "fail") return;
      await pause(Math.min(verdict.afterMs, 8_000));
    }
  }

  async function attempt(conversation: string, { id, text, attachments }: CustomerCommand): Promise<Refusal | null> {
    // As they are at this moment: whoever sends may change them in the next.
    const details = options.details();
    if (!session.isFresh()) {
      const asked = await session.ask();
      if (!asked.ok) return asked.error;
    }
    await session.settled();
    const token = session.current()?.token ?? "";
    const body: StartRequest = { conversation, id, text, attachments, ...details };
    const answer = await request({ method: "POST", path: paths.widgetStart, body, schema: startResponseSchema, token });
    if (answer.ok) return null;
    if (!tokenCodes.includes(answer.error.code)) return answer.error;
    const asked = await session.ask();
    return asked.ok ? refusal("unavailable", { retryAfterMs: 500 }) : asked.error;
  }

  /** One write says both: started, and that the first message is in the log; it must never go over the socket too. */
  function started(item: Queued<CustomerCommand>) {
    if (record === null) return;
    trying = null;
    keep({ ...record, started: true });
    queue?.discard(item.command.id);
    queue?.dispose();
    queue = null;
    options.onChange({ ...item, state: { kind: "sent", seq: 1 } });
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      retryNow = () => {
        cancel();
        resolve();
      };
    });
  }

  return {
    settled: () => attempting,
    conversation: () => record,
    items: () => queue?.items() ?? [],
    reserve: () => record?.id ?? (reserved ??= newId()),
    send(one) {
      // Another tab may have begun just now, before its event came here.
      const newest = readRecord(kept.get(key));
      if (newest?.id !== record?.id) enter(newest);
      if (record === null) begin([one]);
      else add(one);
      options.onChange(null);
    },
    retry() {
      begin(said());
      options.onChange(null);
    },
    discard(id) {
      const isFirst = record?.first === id;
      const command = queue?.discard(id) ?? null;
      if (isFirst) begin(said());
      options.onChange(null);
      return command;
    },
    adopt(id) {
      trying = null;
      queue?.dispose();
      queue = null;
      keep({ id, first: null, started: true });
    },
    abandon() {
      if (record === null) return;
      queue ??= openQueue(record.id);
      begin(said());
      options.onChange(null);
    },
    forget() {
      leave();
      forgetUnsent(kept, site);
      options.onChange(null);
    },
    dispose() {
      trying = null;
      retryNow();
      queue?.dispose();
      stopWaking();
      stopHearing();
    },
  };
}
