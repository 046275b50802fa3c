import type { Actor } from "#domain/conversation/conversation";
import { inboxRowOf } from "#domain/conversation/row";
import type { InboxRow } from "#protocol/inbox";
import type { Environment } from "../../connection/environment.ts";
import { makeRequest } from "../../connection/http.ts";
import type { OpenSocket, SocketState } from "../../connection/socket.ts";
import { makeManualClock, type ManualClock } from "./manual-clock.ts";
import { makeModelBrowser, type ModelBrowser } from "./model-browser.ts";
import { ModelConversation, type ModelSocket } from "./model-conversation.ts";
import { customer, type ModelServer, site, team } from "./model-facts.ts";
import { answerHttp } from "./model-http.ts";

/** A machine's line to the server. */
export type ModelLine = {
  online: boolean;
  /** What a frame on its way becomes: nothing (lost), itself, or several; set by tests that break the network. */
  deliver: (frame: string) => string[];
  /** Ends every socket of this line as if the network went. */
  cut(): void;
  /** Closes them from the server's side. */
  close(code: number): void;
};

/** Server, network, browsers and time, all in memory and all moved by the test. */
export class ModelWorld implements ModelServer {
  readonly clock: ManualClock = makeManualClock();
  readonly conversations = new Map<string, ModelConversation>();
  /** What D1 holds. A test that stops it sets `indexing` to false. */
  readonly index = new Map<string, InboxRow>();
  indexing = true;
  tokens = 0;
  httpDown = false;
  /** Every HTTP request, as "GET /path?query". */
  readonly asked: string[] = [];
  readonly inboxSockets = new Map<string, Set<ModelSocket>>();
  readonly #later: (() => void)[] = [];
  readonly #wakes = new Set<() => void>();
  #ids = 0;

  conversation(id: string): ModelConversation {
    const known = this.conversations.get(id);
    if (known !== undefined) return known;
    const made = new ModelConversation(
      () => this.clock.now(),
      (left) => this.#tellInbox(id, left),
    );
    this.conversations.set(id, made);
    return made;
  }

  /** A conversation that exists already, with one message of the customer. */
  begin(id: string, text = "hello"): ModelConversation {
    const made = this.conversation(id);
    made.start({ conversation: id, id: `${id}-first`, text, customer, site, team, topic: null, page: null });
    return made;
  }

  browser(): ModelBrowser {
    return makeModelBrowser((run) => this.#later.push(run));
  }

  line(): ModelLine {
    return { online: true, deliver: (frame) => [frame], cut() {}, close() {} };
  }

  /** A tab of a browser, in front of which this actor sits. */
  environment(actor: Actor, browser = this.browser(), line = this.line()): Environment {
    return {
      clock: this.clock,
      kept: browser.openTab(),
      request: makeRequest(async (input, init) => {
        this.asked.push(`${init.method} ${input}`);
        if (!line.online || this.httpDown) throw new TypeError("no network");
        return answerHttp(this, actor, input, init);
      }),
      openSocket: this.#openSocket(actor, line),
      onWake: (wake) => {
        this.#wakes.add(wake);
        return () => this.#wakes.delete(wake);
      },
      newId: () => `${actor.kind}-id-${(this.#ids += 1).toString().padStart(6, "0")}`,
    };
  }

  wake(): void {
    for (const wake of this.#wakes) wake();
  }

  /** Until nothing is on its way: frames, answers, what tabs hear of each other, and timers that are due now. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      for (let run = this.#later.shift(); run !== undefined; run = this.#later.shift()) {
        run();
        quiet = 0;
      }
      this.clock.moveTo(this.clock.now());
      // HTTP answers are promises: let those in the model come through.
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  /** Lets this much time pass, timer by timer. */
  async pass(ms: number): Promise<void> {
    const end = this.clock.now() + ms;
    await this.settle();
    for (let due = this.clock.nextDue(); due !== null && due <= end; due = this.clock.nextDue()) {
      this.clock.moveTo(due);
      await this.settle();
    }
    this.clock.moveTo(end);
    await this.settle();
  }

  row(id: string): InboxRow {
    const { state, version, log, receipts } = this.conversation(id);
    if (state === null) throw new Error(`no conversation ${id}`);
    const unread = log.filter((entry) => entry.author.kind === "customer" && entry.seq > receipts.team.read).length;
    // The index gives the numbers.
    const number = this.index.has(id) ? [...this.conversations.keys()].indexOf(id) + 1 : null;
    return inboxRowOf(state, { number, version: version + receipts.team.read, unread });
  }

  tellInbox(teamId: string, message: object): void {
    for (const socket of this.inboxSockets.get(teamId) ?? []) if (socket.ready) socket.tell(message);
  }

  #tellInbox(id: string, left: string | null): void {
    if (this.indexing) {
      this.index.set(id, this.row(id));
      this.index.set(id, this.row(id));
    }
    const row = this.row(id);
    for (const teamId of new Set([row.team.id, left ?? row.team.id]))
      this.tellInbox(teamId, { kind: "rows", rows: [row] });
  }

  #openSocket(actor: Actor, line: ModelLine): OpenSocket {
    const cuts = new Set<(state: SocketState) => void>();
    line.cut = () => cuts.forEach((end) => end({ kind: "waiting" }));
    line.close = (code) => cuts.forEach((end) => end({ kind: "closed", code }));
    return ({ path }, handlers) => {
      let live: ModelSocket | null = null;
      let gone = false;
      const [, , word = "", name = ""] = path.split("/");
      const seats = () => {
        if (word === "conversation") return this.conversation(name).sockets;
        const known = this.inboxSockets.get(name) ?? new Set<ModelSocket>();
        this.inboxSockets.set(name, known);
        return known;
      };

      const drop = () => {
        if (live !== null) seats().delete(live);
        live = null;
      };
      const connect = () => {
        if (gone || live !== null) return;
        if (!line.online) return void this.clock.after(1_000, connect);
        const made: ModelSocket = {
          actor,
          ready: false,
          tell: (message) =>
            this.#later.push(() => {
              if (live !== made) return;
              for (const frame of line.deliver(JSON.stringify(message))) handlers.onFrame(frame);
            }),
        };
        live = made;
        seats().add(made);
        handlers.onState({ kind: "open" });
        handlers.onOpen();
      };
      const end = (state: SocketState) => {
        if (gone) return;
        drop();
        handlers.onState(state);
        if (state.kind === "waiting") this.clock.after(1_000, connect);
      };
      cuts.add(end);
      this.#later.push(connect);

      return {
        send: (frame) => {
          const to = live;
          if (to === null) return false;
          this.#later.push(() => {
            // A frame that was written to a socket which then broke is lost.
            if (!seats().has(to)) return;
            if (word === "conversation") this.conversation(name).receive(to, frame);
            else this.#inboxHello(name, to);
          });
          return true;
        },
        renew: () => {
          drop();
          handlers.onState({ kind: "connecting" });
          this.#later.push(connect);
        },
        close: () => {
          gone = true;
          cuts.delete(end);
          drop();
        },
      };
    };
  }

  #inboxHello(teamId: string, socket: ModelSocket): void {
    socket.ready = true;
    const rows = [...this.index.values()].filter(
      ({ status, assignee, team: at }) =>
        at.id === teamId &&
        status === "open" &&
        (assignee === null || (socket.actor.kind === "agent" && assignee.id === socket.actor.id)),
    );
    socket.tell({ kind: "welcome", team: { id: teamId, name: teamId }, agents: [], rows, now: this.clock.now() });
  }
}
