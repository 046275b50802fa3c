import { type Connection, type ConnectionContext, Server } from "partyserver";
import type * as z from "zod/mini";
import { type CloseCode, closeCode, comeBackCode } from "../protocol/close-code.ts";
import { encode, readId } from "../protocol/codec.ts";
import { errorSentences } from "../protocol/error-sentence.ts";
import type { ErrorCode } from "../protocol/error.ts";
import { limits, PING, PONG } from "../protocol/limits.ts";
import { SUBPROTOCOL } from "../protocol/paths.ts";
import { Jobs } from "./alarms.ts";
import { codeVersion } from "./code-version.ts";
import type { Secrets } from "./env.ts";
import { log } from "./log.ts";
import { type Begun, type ObjectMigration, migrateObject, readBegun } from "./object-migrations.ts";
import { type Bucket, fullBucket, PersonRates, type Rate, take } from "./rate.ts";
import { readUnread, Unread } from "./unread.ts";

/** Where the Worker writes who a socket belongs to. No client's header reaches an object: see `openSocket`. */
const seatHeader = "x-fala-seat";

/**
 * Asks an object for a socket on behalf of somebody whom the Worker has authenticated. The request is made anew, so
 * that nothing a client sent (a connection id in the address, partyserver's own headers) arrives; `protocol` is the
 * subprotocol the client is answered with.
 */
export async function openSocket(
  stub: { fetch(request: Request): Promise<Response> },
  seat: unknown,
  protocol: string,
): Promise<Response> {
  const address = new URL("https://object/");
  address.searchParams.set("_pk", crypto.randomUUID());
  const headers = { Upgrade: "websocket", [seatHeader]: encodeURIComponent(JSON.stringify(seat)) };
  const answer = await stub.fetch(new Request(address, { headers }));
  if (answer.webSocket === null) throw new Error(`the object answered ${answer.status} to an upgrade`);
  return new Response(null, {
    status: 101,
    webSocket: answer.webSocket,
    headers: { "Sec-WebSocket-Protocol": protocol },
  });
}

/** A socket that says why it closes: browsers cannot read a refused upgrade, and would come back for ever. */
export function refuseSocket(code: CloseCode, reason: ErrorCode, protocol: string): Response {
  const pair = new WebSocketPair();
  pair[1].accept();
  pair[1].close(code, reason);
  return new Response(null, { status: 101, webSocket: pair[0], headers: { "Sec-WebSocket-Protocol": protocol } });
}

const heartbeat = new WebSocketRequestResponsePair(PING, PONG);

const commandRate: Rate = {
  burst: limits.commandBurst,
  perSecond: limits.commandsPerSecond,
  floodAfter: limits.floodRefusals,
};

/** A person may have several windows: so many sockets' worth is theirs, however many they open. */
const personWindows = 8;

/** A socket of an object, without the library that holds it. */
export type Peer<Seat> = Connection<Seat>;
export type Seats<Seat> = { connection: Peer<Seat>; seat: Seat }[];

/** Of a socket, until it closes or the object sleeps. */
type Known<Seat> = { seat: Seat; bucket: Bucket | null; unread: Unread<Peer<Seat>> };

/** Whether a frame of this size may still be sent, of each socket that an object knows. */
const unreadOf = new WeakMap<object, { takes(size: number): boolean }>();

/**
 * Every Durable Object of Fala: partyserver with hibernation, wrapped once. A subclass says what a seat is (who a
 * socket belongs to, at most 16 kB together with what else it keeps there) and handles frames; everything it throws ends
 * here, in the log and as a closed code, never as a stack on the wire.
 */
export abstract class BaseObject<Seat extends object> extends Server<Env & Secrets> {
  static override options = { hibernate: true };

  readonly #seatSchema: z.ZodMiniType<Seat>;
  readonly #migrations: readonly ObjectMigration[];
  readonly #rate: Rate;
  #jobs: Jobs | null = null;
  #isOver = false;
  /** Attachments are read and parsed once after each wake-up: every message asks for all of them. */
  readonly #known = new Map<Peer<Seat>, Known<Seat>>();
  #peers: Peer<Seat>[] | null = null;
  readonly #personOf: (seat: Seat) => string;
  readonly #people: PersonRates;
  readonly #unreadHost: ConstructorParameters<typeof Unread<Peer<Seat>>>[0];

  constructor(
    ctx: DurableObjectState,
    env: Env & Secrets,
    setup: {
      seat: z.ZodMiniType<Seat>;
      migrations: readonly ObjectMigration[];
      /** Whose socket it is: what they send is bounded over all of theirs. */
      personOf: (seat: Seat) => string;
      rate?: Rate;
      /** Characters and bytes that a socket is sent at most without a sign that its client reads (unread.ts). */
      unread: number;
    },
  ) {
    super(ctx, env);
    this.#seatSchema = setup.seat;
    // The heartbeat is answered by the runtime: an idle socket never wakes its object.
    ctx.setWebSocketAutoResponse(heartbeat);
    this.#migrations = setup.migrations;
    this.#personOf = setup.personOf;
    this.#rate = setup.rate ?? commandRate;
    this.#unreadHost = {
      limit: setup.unread,
      pingedAt: (connection) => ctx.getWebSocketAutoResponseTimestamp(connection)?.getTime() ?? null,
      keep: (connection) => {
        const known = this.#known.get(connection);
        if (known !== undefined) this.keep(connection, known.seat);
      },
      over: (connection) => this.#tooMuchUnread(connection),
    };
    const { burst, perSecond, floodAfter } = this.#rate;
    this.#people = new PersonRates({ burst: burst * personWindows, perSecond: perSecond * personWindows, floodAfter });
    const begun = readBegun(ctx.storage);
    if (begun !== null) this.#jobs = this.#opened(begun);
  }

  /**
   * Whether there is anything behind this object's name. Anybody may ask for any name: where there is nothing, no socket
   * opens and nothing is kept.
   */
  protected abstract exists(): Promise<boolean> | boolean;

  /** The socket is open, and nothing of it was read yet. Closing it keeps it out. */
  protected abstract admitted(connection: Peer<Seat>, seat: Seat): Promise<void> | void;
  protected abstract received(connection: Peer<Seat>, seat: Seat, frame: string | ArrayBuffer): Promise<void> | void;
  protected abstract left(seat: Seat): void;
  protected abstract work(key: string): Promise<void>;

  override async fetch(request: Request): Promise<Response> {
    // Before the library keeps the object's name.
    return (await this.#isThere())
      ? await super.fetch(request)
      : refuseSocket(closeCode.notFound, "not_found", SUBPROTOCOL);
  }

  /** In doubt it is there: what cannot be found out now is found out, and said in the log, when the socket is admitted. */
  async #isThere(): Promise<boolean> {
    try {
      return await this.exists();
    } catch {
      return true;
    }
  }

  override async onConnect(connection: Peer<Seat>, { request }: ConnectionContext): Promise<void> {
    this.#peers = null;
    try {
      const seat = this.#seatSchema.parse(JSON.parse(decodeURIComponent(request.headers.get(seatHeader) ?? "")));
      this.keep(connection, seat);
      await this.admitted(connection, seat);
    } catch (error) {
      log.error("connect_failed", error, { object: this.#kind() });
      connection.close(1011, "internal");
    }
  }

  /**
   * The library's own reads the attachment with every frame, and looks after each wake-up whether the object's name is kept and
   * shuts its gate for an `onStart` that there is not. It kept the name when the socket opened.
   */
  override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): Promise<void> {
    const connection = this.#open().find((each) => each === socket);
    return connection === undefined ? Promise.resolve() : this.onMessage(connection, frame);
  }

  override async onMessage(connection: Peer<Seat>, frame: string | ArrayBuffer): Promise<void> {
    // What a client sent before it read that it was closed: it may have been closed because it may no longer do this.
    if (connection.readyState !== WebSocket.READY_STATE_OPEN) return;
    try {
      const seat = this.seatOf(connection);
      if (seat === null) return connection.close(closeCode.badHello, "not_ready");
      if (this.#withinRate(connection, seat, frame)) await this.received(connection, seat, frame);
    } catch (error) {
      log.error("frame_failed", error, { object: this.#kind() });
      refuse(connection, readId(frame), "internal", { retryAfterMs: 1_000 });
    }
  }

  override onClose(connection: Peer<Seat>): void {
    this.#peers = null;
    try {
      const seat = this.seatOf(connection);
      this.#known.delete(connection);
      if (seat !== null) this.left(seat);
    } catch (error) {
      log.error("close_failed", error, { object: this.#kind() });
    }
  }

  /** A socket that broke is followed by `onClose`; there is nothing else to do. */
  override onError(): void {}

  /** Objects are reached through sockets and RPC alone. */
  override onRequest(): Response {
    return new Response(null, { status: 404 });
  }

  /** Without what the library does at the first alarm after each wake-up: see `webSocketMessage`. */
  override async alarm(): Promise<void> {
    await this.#runJobs();
    if (!this.#isOver) return;
    await this.ctx.storage.deleteAll();
    await this.ctx.storage.deleteAlarm();
    this.#jobs = null;
  }

  /** Called by a job: once it is done nothing of this object is kept any more, as if nobody had ever asked for its name. */
  protected eraseStorage(): void {
    this.#isOver = true;
  }

  async #runJobs(): Promise<void> {
    await this.jobs.run(
      Date.now(),
      (key) => this.work(key),
      (key, error) => log.warn("job_failed", error, { object: this.#kind(), job: key }),
    );
  }

  /** Makes the object's tables, the first time. Before the first write of an object: until then none of it is there. */
  protected begin(): Jobs {
    return (this.#jobs ??= this.#opened(readBegun(this.ctx.storage)));
  }

  #opened(begun: Begun | null): Jobs {
    migrateObject(this.ctx.storage, this.#migrations, begun?.applied ?? null);
    return new Jobs(this.ctx.storage, begun?.jobs ?? null);
  }

  protected get jobs(): Jobs {
    return this.begin();
  }

  /** Null where the attachment is from code so old that it no longer says who this is: the client comes back. */
  protected seatOf(connection: Peer<Seat>): Seat | null {
    const known = this.#known.get(connection);
    if (known !== undefined) return known.seat;
    const kept: unknown = connection.state;
    const seat = isOwn<Seat>(kept) ? kept : (this.#seatSchema.safeParse(kept).data ?? null);
    if (seat !== null) this.#note(connection, seat);
    return seat;
  }

  /** Keeps facts about a socket where hibernation does not lose them. */
  protected keep(connection: Peer<Seat>, seat: Seat): void {
    const unread = this.#known.get(connection)?.unread.kept();
    connection.setState({ ...seat, by: codeVersion, ...(unread !== undefined && { unread }) });
    this.#note(connection, seat);
  }

  /** What this socket's client said shows that it reads what it is sent. */
  protected reads(connection: Peer<Seat>): void {
    this.#known.get(connection)?.unread.sign();
  }

  /** The open sockets. */
  protected seats(): Seats<Seat> {
    const found: Seats<Seat> = [];
    for (const connection of this.#open()) {
      const seat = connection.readyState === WebSocket.READY_STATE_OPEN ? this.seatOf(connection) : null;
      if (seat !== null) found.push({ connection, seat });
    }
    return found;
  }

  /** The library's connections: each of these sockets is one from now on. */
  #open(): Peer<Seat>[] {
    this.#peers ??= [...this.getConnections<Seat>()];
    return this.#peers;
  }

  #note(connection: Peer<Seat>, seat: Seat): void {
    const known = this.#known.get(connection);
    this.#known.set(connection, known === undefined ? this.#firstKnown(connection, seat) : { ...known, seat });
  }

  #firstKnown(connection: Peer<Seat>, seat: Seat): Known<Seat> {
    const unread = new Unread(this.#unreadHost, connection, readUnread(connection.state));
    unreadOf.set(connection, unread);
    return { seat, bucket: null, unread };
  }

  /** Its client comes back when it reads this, and begins with what it holds. Nobody may ever read it, so it has left already. */
  #tooMuchUnread(connection: Peer<Seat>): void {
    if (connection.readyState !== WebSocket.READY_STATE_OPEN) return;
    log.info("unread", { object: this.#kind() });
    connection.close(comeBackCode.unread, "unread");
    // Whoever is telling something now tells it to the others first.
    queueMicrotask(() => this.onClose(connection));
  }

  #withinRate(connection: Peer<Seat>, seat: Seat, frame: string | ArrayBuffer): boolean {
    const now = Date.now();
    const known = this.#known.get(connection) ?? this.#firstKnown(connection, seat);
    const { bucket, verdict: ofSocket } = take(known.bucket ?? fullBucket(this.#rate, now), this.#rate, now);
    this.#known.set(connection, { ...known, bucket });
    const verdict = ofSocket === "ok" ? this.#people.take(this.#personOf(seat), now) : ofSocket;
    if (verdict === "flood") connection.close(closeCode.flood, "flood");
    if (verdict === "wait") refuse(connection, readId(frame), "rate_limited", { retryAfterMs: 1_000 });
    return verdict === "ok";
  }

  #kind(): string {
    return this.constructor.name;
  }
}

/** Kept by the version that runs: an object wakes up for each message after a rest, and need not parse what it wrote itself. */
function isOwn<Seat>(kept: unknown): kept is Seat {
  return typeof kept === "object" && kept !== null && "by" in kept && kept.by === codeVersion;
}

/** Sends a refusal; `id` is the command it answers. */
export function refuse(
  connection: { send(text: string): void },
  id: string | null,
  code: ErrorCode,
  more: { retryAfterMs?: number | null; detail?: string } = {},
): void {
  const { retryAfterMs = null, detail } = more;
  const said = { kind: "refused" as const, id, code, message: errorSentences[code], retryAfterMs };
  tell(connection, encode(detail === undefined ? said : { ...said, detail }));
}

/** A socket that is closing, or whose client does not read, must not break what is told to the others. */
export function tell<Frame extends string | ArrayBuffer>(connection: { send(frame: Frame): void }, frame: Frame): void {
  try {
    const size = typeof frame === "string" ? frame.length : frame.byteLength;
    if (unreadOf.get(connection)?.takes(size) ?? true) connection.send(frame);
  } catch (error) {
    log.warn("send_failed", error);
  }
}
