import * as z from "zod/mini";

/** As it stands in a socket's attachment; `pingedAt` in milliseconds, 0: no ping has counted yet. */
const keptSchema = z.object({ unread: z.object({ sent: z.int(), pingedAt: z.int() }) });
export type KeptUnread = z.infer<typeof keptSchema>["unread"];

/** An object with sockets. */
type Host<Socket> = {
  /** Characters of texts and bytes of binary frames: beyond so many without a sign nothing more is sent. */
  limit: number;
  /** When the client last sent `ping`, which the runtime answers and nobody here hears; null: never. */
  pingedAt: (socket: Socket) => number | null;
  /** Keeps the count where hibernation does not lose it. */
  keep: (socket: Socket) => void;
  /** Nothing more is sent to it. */
  over: (socket: Socket) => void;
};

/** What stands in this attachment of it. Nothing does in most: each socket of an object is looked at after each wake-up. */
export function readUnread(attachment: unknown): KeptUnread | null {
  const has = typeof attachment === "object" && attachment !== null && "unread" in attachment;
  return has ? (keptSchema.safeParse(attachment).data?.unread ?? null) : null;
}

/** The count is kept, and pings are looked for, this often on the way to the limit. */
const steps = 8;

/**
 * What a socket was sent since its client last gave a sign that it reads: a `ping`, which our clients send every 25 s and never twice
 * without hearing anything in between, or what its object takes for one (`sign`). What waits for a client that reads nothing stands
 * in the memory of the machine, and nobody tells how much that is. Whoever gives signs and does not read is not found out.
 */
export class Unread<Socket> {
  readonly #host: Host<Socket>;
  readonly #socket: Socket;
  #sent: number;
  #pingedAt: number;
  #keptSent: number;
  #nextLook: number;

  constructor(host: Host<Socket>, socket: Socket, kept: KeptUnread | null) {
    const { sent, pingedAt } = kept ?? { sent: 0, pingedAt: 0 };
    this.#host = host;
    this.#socket = socket;
    this.#sent = sent;
    this.#keptSent = sent;
    this.#pingedAt = pingedAt;
    this.#nextLook = this.#lookAfter(sent);
  }

  /** As many more are to be sent. False: they must not, since too much waits already. */
  takes(size: number): boolean {
    if (this.#sent > this.#nextLook && !this.#look()) {
      this.#host.over(this.#socket);
      return false;
    }
    this.#sent += size;
    return true;
  }

  sign(): void {
    this.#sent = 0;
    this.#nextLook = this.#lookAfter(0);
    if (this.#keptSent > 0) this.#keep();
  }

  kept(): KeptUnread {
    this.#keptSent = this.#sent;
    return { sent: this.#sent, pingedAt: this.#pingedAt };
  }

  #look(): boolean {
    const pingedAt = this.#host.pingedAt(this.#socket) ?? 0;
    if (pingedAt > this.#pingedAt) {
      this.#pingedAt = pingedAt;
      this.sign();
      return true;
    }
    if (this.#sent > this.#host.limit) return false;
    this.#nextLook = this.#lookAfter(this.#sent);
    this.#keep();
    return true;
  }

  #lookAfter(sent: number): number {
    return Math.min(sent + this.#host.limit / steps, this.#host.limit);
  }

  #keep(): void {
    this.#keptSent = this.#sent;
    this.#host.keep(this.#socket);
  }
}
