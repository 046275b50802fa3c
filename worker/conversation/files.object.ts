import { RpcTarget } from "cloudflare:workers";
import { fileKey } from "../attachment/attachment.domain.ts";
import type { Jobs } from "../platform/alarms.ts";
import { isBegun, tablesIn } from "../platform/object-migrations.ts";
import type { Agent } from "../protocol/agent.ts";
import type { Attachment, UploadLimits } from "../protocol/attachment.ts";
import type { UploadRequest, UploadState } from "../protocol/upload.ts";
import { refusal, type Result } from "../protocol/error.ts";
import type { ConversationStore } from "./conversation.store.ts";
import { visibleTo } from "./log.domain.ts";
import type { Thumbnail } from "./upload.store.ts";
import { type ArrivedPart, ConversationUploads, type PartTarget } from "./uploads.object.ts";

/** Who sends or fetches a file, as the Worker authenticated them. */
export type FileUser = { kind: "customer"; id: string } | { kind: "agent"; agent: Agent };

/** Where a file stands in R2, and what it is served as. */
export type ServedFile = { key: string; etag: string | null; name: string; type: string; size: number | null };

/** To whom an upload belongs. A conversation has one customer, whose id changes when the site names them. */
export function makerOf(by: { kind: "customer" | "system" } | { kind: "agent"; id: string }): string {
  return by.kind === "agent" ? `agent:${by.id}` : by.kind;
}

/** Before the conversation has begun, whoever has its id may be its customer. */
const makerBefore = (customerId: string) => `customer:${customerId}`;

/**
 * A conversation's files for the Worker's routes, which pass on what people ask for: each call checks that they take part in
 * the conversation. A customer may begin uploads before their first message makes the conversation.
 */
export class ConversationFiles extends RpcTarget {
  readonly #storage: DurableObjectStorage;
  readonly #mayRead: (agent: Agent) => Promise<boolean>;
  readonly #begin: () => Jobs;
  readonly #store: ConversationStore;
  readonly #uploads: ConversationUploads;
  readonly #conversation: () => string;

  /** `jobs` makes the object's tables where there are none yet. `mayRead`: which agents see the conversation now. */
  constructor(
    storage: DurableObjectStorage,
    env: Env,
    store: ConversationStore,
    jobs: () => Jobs,
    conversation: () => string,
    mayRead: (agent: Agent) => Promise<boolean>,
  ) {
    super();
    this.#storage = storage;
    this.#mayRead = mayRead;
    this.#store = store;
    this.#begin = jobs;
    this.#uploads = new ConversationUploads(store.uploads, env.FILES, jobs, conversation);
    this.#conversation = conversation;
  }

  async open(by: FileUser, request: UploadRequest, most: UploadLimits): Promise<Result<UploadState>> {
    if (by.kind === "customer") this.#begin();
    const maker = await this.#maker(by);
    return maker === null ? notHere() : await this.#uploads.open(maker, request, most, Date.now());
  }

  async target(by: FileUser, id: string, part: number, most: UploadLimits): Promise<Result<PartTarget>> {
    const maker = await this.#maker(by);
    return maker === null ? notHere() : await this.#uploads.target(maker, id, part, most);
  }

  async arrived(by: FileUser, id: string, part: number, arrived: ArrivedPart): Promise<Result<UploadState>> {
    const maker = await this.#maker(by);
    return maker === null ? notHere() : await this.#uploads.arrived(maker, id, part, arrived);
  }

  async thumbnailKey(by: FileUser, id: string): Promise<Result<string>> {
    const maker = await this.#maker(by);
    return maker === null ? notHere() : this.#uploads.thumbnailKey(maker, id);
  }

  async thumbnailArrived(by: FileUser, id: string, thumbnail: Thumbnail): Promise<Result<UploadState>> {
    const maker = await this.#maker(by);
    return maker === null ? notHere() : this.#uploads.thumbnailArrived(maker, id, thumbnail);
  }

  /** Puts a file that the workspace keeps into this conversation, as a finished upload of this person's: see `placeFor`. */
  async place(by: FileUser, stored: Attachment, id: string, most: UploadLimits): Promise<Result<UploadState>> {
    const maker = await this.#maker(by);
    return maker === null ? notHere() : await this.placeFor(maker, stored, id, most);
  }

  async drop(by: FileUser, id: string): Promise<Result<null>> {
    const maker = await this.#maker(by);
    if (maker === null) return notHere();
    this.#uploads.drop(maker, id);
    return { ok: true, value: null };
  }

  /** Null: there is no such file, it was taken back, or it came with an entry that this person does not see. */
  async find(by: FileUser, id: string, part: "file" | "thumbnail"): Promise<ServedFile | null> {
    const sent = (await this.#maker(by)) === null ? null : this.#uploads.sent(id);
    const entry = sent === null ? null : this.#store.entryAt(sent.seq);
    if (sent === null || entry === null) return null;
    const isSeen = by.kind === "agent" || visibleTo({ kind: "customer" }, entry) !== null;
    if (!isSeen) return null;
    const { name, found, etag, size, thumbnail } = sent.upload;
    const key = fileKey(this.#conversation(), id, part);
    if (part === "file") return { key, etag, name, type: found.type, size };
    return thumbnail === null ? null : { key, etag: null, name, type: thumbnail.type, size: null };
  }

  /** Whether this person takes part: for handing out a grant. */
  async admits(by: FileUser): Promise<boolean> {
    return this.#store.readRecord() !== null && (await this.#maker(by)) !== null;
  }

  /** Erases every file of this conversation: with the conversation itself. */
  async erase(): Promise<void> {
    await this.#uploads.erase();
  }

  /** What a command brings: this maker's finished uploads; null where one of them is not. */
  unsentOf(maker: string, ids: readonly string[]): Attachment[] | null {
    return this.#store.uploads.unsentOf(ids, maker);
  }

  /**
   * The same for the first message. What its author sent before there was a conversation, and what is still on its way, is
   * its customer's from now on.
   */
  adopt(customerId: string, ids: readonly string[] | undefined): Attachment[] | null | undefined {
    const maker = makerOf({ kind: "customer" });
    this.#store.uploads.adopt(makerBefore(customerId), maker);
    return ids && this.unsentOf(maker, ids);
  }

  /**
   * The same for whoever gives commands inside the object: what the system says (`makerOf({ kind: "system" })`) brings such a file by the
   * id of this upload, among a command's `attachments`. The same id is the same upload, so a step that is repeated copies once.
   */
  async placeFor(maker: string, stored: Attachment, id: string, most: UploadLimits): Promise<Result<UploadState>> {
    return await this.#uploads.place(maker, stored, id, most, Date.now());
  }

  async sweep(now: number): Promise<void> {
    await this.#uploads.sweep(now);
  }

  /** Null: they do not take part in this conversation. */
  async #maker(by: FileUser): Promise<string | null> {
    if (this.#store.readEnding() !== null) return null;
    const state = this.#store.readRecord()?.state;
    if (by.kind === "customer") {
      if (state === undefined) return isBegun(tablesIn(this.#storage)) ? makerBefore(by.id) : null;
      return state.customer.id === by.id ? makerOf(by) : null;
    }
    if (state === undefined || !(await this.#mayRead(by.agent))) return null;
    return makerOf({ kind: "agent", id: by.agent.id });
  }
}

function notHere<T>(): Result<T> {
  return { ok: false, error: refusal("not_found") };
}
