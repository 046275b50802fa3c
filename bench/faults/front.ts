import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { connect } from "node:net";

/**
 * The network between the clients and the product: lets bytes through both ways, until the line goes dead without a word (a phone in a
 * tunnel, a router that forgot the connection). Neither side is told anything; whoever connects anew gets through.
 */
export class Front {
  readonly #server: Server;
  readonly #pairs = new Set<[Socket, Socket]>();
  /** Lines that are dead: what one side does reaches the other no more, not even that it hung up. */
  readonly #dead = new Set<[Socket, Socket]>();
  /** Those of which nobody reads what the product sends. */
  readonly #stalled = new Set<Socket>();

  private constructor(target: number) {
    this.#server = createServer((near) => {
      const far = connect(target, "127.0.0.1");
      const pair: [Socket, Socket] = [near, far];
      this.#pairs.add(pair);
      const end = () => {
        if (this.#dead.has(pair)) return;
        this.#pairs.delete(pair);
        near.destroy();
        // Who does not read does not hang up either.
        if (!this.#stalled.has(far)) far.destroy();
      };
      for (const socket of pair) socket.on("error", end).on("close", end);
      near.pipe(far).pipe(near);
    });
  }

  static async before(target: number): Promise<Front> {
    const front = new Front(target);
    await new Promise<void>((resolve) => front.#server.listen(0, "127.0.0.1", resolve));
    return front;
  }

  get origin(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** This share of the lines goes dead now; answers how many those were. */
  cut(share: number): number {
    const chosen = [...this.#pairs].filter(() => Math.random() < share);
    for (const pair of chosen) {
      this.#pairs.delete(pair);
      this.#dead.add(pair);
      const [near, far] = pair;
      near.unpipe(far);
      far.unpipe(near);
      // What still comes is taken and goes nowhere, as on a dead line: nobody notices by a full buffer.
      for (const socket of pair) socket.resume();
    }
    return chosen.length;
  }

  /** This share of the clients reads nothing any more, and goes on to send; answers how many those are. */
  stall(share: number): number {
    const chosen = [...this.#pairs].filter(() => Math.random() < share);
    for (const [near, far] of chosen) {
      this.#stalled.add(far);
      far.unpipe(near);
      far.pause();
    }
    return chosen.length;
  }

  /** They read again: what has gathered arrives, where they still are there. */
  flow(): void {
    for (const [near, far] of this.#pairs) if (this.#stalled.has(far)) far.pipe(near);
    const gone = new Set([...this.#pairs].map(([, far]) => far));
    for (const far of this.#stalled) if (!gone.has(far)) far.destroy();
    this.#stalled.clear();
  }

  close(): void {
    this.#server.close();
    this.flow();
    for (const pair of [...this.#pairs, ...this.#dead]) for (const socket of pair) socket.destroy();
  }
}
