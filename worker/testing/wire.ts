import type * as z from "zod/mini";
import { parseAs } from "../protocol/codec.ts";
import { PING, PONG } from "../protocol/limits.ts";

export type Closed = { code: number; reason: string };

/**
 * One end of a socket, in a test: keeps every frame and waits for what the test means, never for time. Each frame must be
 * exactly what the contract knows: one that carries anything more fails the test.
 */
export class Wire<Message extends { kind: string }> {
  readonly raw: string[] = [];
  readonly frames: Message[] = [];
  /** Binary frames: nothing of them is parsed. */
  readonly binary: Uint8Array[] = [];
  closed: Closed | null = null;
  #pongs = 0;
  readonly #socket: WebSocket;
  readonly #schema: z.ZodMiniType<Message>;
  #waiting: (() => void)[] = [];
  #problem: string | null = null;

  constructor(response: Response, schema: z.ZodMiniType<Message>) {
    if (response.webSocket === null) throw new Error(`no socket, but ${response.status}`);
    this.#socket = response.webSocket;
    this.#schema = schema;
    this.#socket.binaryType = "arraybuffer";
    this.#socket.addEventListener("message", ({ data }) => {
      if (data instanceof ArrayBuffer) {
        this.binary.push(new Uint8Array(data));
        this.#wake();
      } else this.#hear(String(data));
    });
    this.#socket.addEventListener("close", ({ code, reason }) => {
      this.closed = { code, reason };
      this.#wake();
    });
    this.#socket.accept();
  }

  /** A frame, or anything else that somebody may send. */
  send(frame: object | string | ArrayBuffer | Uint8Array): void {
    const isReady = typeof frame === "string" || frame instanceof ArrayBuffer || frame instanceof Uint8Array;
    this.#socket.send(isReady ? frame : JSON.stringify(frame));
  }

  close(): void {
    this.#socket.close(1000, "bye");
  }

  /** As a client does that wants to know whether the line is alive; resolves when it is. */
  async pings(): Promise<void> {
    const before = this.#pongs;
    this.send(PING);
    while (this.#pongs === before && this.closed === null) await this.#next();
  }

  /** The first frame of this kind that fits, from the `since`th frame on; those that came already count. */
  async heard<Kind extends Message["kind"]>(
    kind: Kind,
    fits: (frame: Extract<Message, { kind: Kind }>) => boolean = () => true,
    since = 0,
  ): Promise<Extract<Message, { kind: Kind }>> {
    for (;;) {
      const found = this.all(kind, since).find(fits);
      if (this.#problem !== null) throw new Error(this.#problem);
      if (found !== undefined) return found;
      if (this.closed !== null) throw new Error(`closed with ${this.closed.code} before ${kind} came`);
      await this.#next();
    }
  }

  /** Resolves when so many binary frames are here. */
  async heardBinary(count: number): Promise<void> {
    while (this.binary.length < count) {
      if (this.closed !== null) throw new Error(`closed with ${this.closed.code} after ${this.binary.length} frames`);
      await this.#next();
    }
  }

  all<Kind extends Message["kind"]>(kind: Kind, since = 0): Extract<Message, { kind: Kind }>[] {
    const isKind = (frame: Message): frame is Extract<Message, { kind: Kind }> => frame.kind === kind;
    return this.frames.slice(since).filter(isKind);
  }

  /** Resolves when the other side closed this socket. */
  async closing(): Promise<Closed> {
    while (this.closed === null) await this.#next();
    return this.closed;
  }

  #next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #hear(raw: string): void {
    if (raw === PONG) {
      this.#pongs += 1;
      return this.#wake();
    }
    this.raw.push(raw);
    const parsed = parseAs(this.#schema, raw);
    if (!parsed.ok) this.#problem = `not a frame of the contract: ${raw}`;
    else if (sorted(JSON.parse(raw)) !== sorted(parsed.value)) this.#problem = `more than the contract knows: ${raw}`;
    else this.frames.push(parsed.value);
    this.#wake();
  }
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
