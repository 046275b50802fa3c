import {
  cleanName,
  fileKey,
  filesPrefix,
  kindOf,
  partSize,
  partsOf,
  sizeProblem,
} from "../attachment/attachment.domain.ts";
import { putWhole } from "../attachment/part.store.ts";
import { thumbnailOf } from "../attachment/thumbnail.store.ts";
import { storedFileKey } from "../stored-file/stored-file.domain.ts";
import type { Jobs } from "../platform/alarms.ts";
import type { Attachment, UploadLimits } from "../protocol/attachment.ts";
import type { UploadRequest, UploadState } from "../protocol/upload.ts";
import { type ErrorCode, refusal, type Result } from "../protocol/error.ts";
import { fileLimits } from "../protocol/file-limits.ts";
import { attachmentOf, type Found } from "../attachment/upload.domain.ts";
import { type Thumbnail, type Upload, type UploadStore } from "./upload.store.ts";

/** Files that are swept at a time. */
const sweptAtOnce = 50;

/** Where the bytes of a part go, and how many they must be. `multipart` null: the part is the whole file. */
export type PartTarget =
  | { done: false; key: string; multipart: string | null; length: number; name: string; kinds: UploadLimits["kinds"] }
  | { done: true; state: UploadState };

/** What the Worker found while a part went through it. `found` comes with the part that has the beginning. */
export type ArrivedPart = { etag: string; found: Found | null };

/**
 * The files of one conversation: which are under way, which parts are there, who made them. The bytes go through the
 * Worker straight into R2 and never through this object; it says where, and finishes an upload when its last part is there.
 */
export class ConversationUploads {
  readonly #store: UploadStore;
  readonly #bucket: R2Bucket;
  readonly #jobs: () => Jobs;
  readonly #conversation: () => string;

  constructor(store: UploadStore, bucket: R2Bucket, jobs: () => Jobs, conversation: () => string) {
    this.#store = store;
    this.#bucket = bucket;
    this.#jobs = jobs;
    this.#conversation = conversation;
  }

  /** Begins an upload or says how it stands; the same again from the same maker is the same upload, from anybody else `id_reused`. */
  async open(maker: string, request: UploadRequest, most: UploadLimits, now: number): Promise<Result<UploadState>> {
    const { id, size, name, ...claims } = request;
    const known = this.#store.find(id);
    if (known !== null) {
      const isSame =
        known.maker === maker && known.size === size && known.name === cleanName(name) && known.endsAt !== 0;
      return isSame ? await this.#finished(id) : no("id_reused");
    }
    const problem = sizeProblem(size, most.bytes);
    if (problem !== null) return no(problem);
    if (this.#store.unsent(maker) >= fileLimits.open) return no("files_too_many");
    const endsAt = now + fileLimits.keptMs;
    this.#store.add({ id, maker, name: cleanName(name), size, claims, most: most.count, endsAt });
    this.#jobs().ensure("sweep_files", endsAt);
    return await this.#finished(id);
  }

  async target(maker: string, id: string, part: number, most: UploadLimits): Promise<Result<PartTarget>> {
    const upload = this.#own(maker, id);
    if (upload === null) return no("attachment_unknown");
    const length = partSize(upload.size, part);
    if (length === 0) return no("invalid_request");
    if (!this.#store.missing(upload).includes(part)) return yes({ done: true, state: this.#state(upload) });
    const multipart = partsOf(upload.size) === 1 ? null : await this.#multipart(upload);
    const { name } = upload;
    return yes({ done: false, key: this.#key(id), multipart, length, name, kinds: most.kinds });
  }

  /** A part is in R2. The last one finishes the upload. */
  async arrived(maker: string, id: string, part: number, { etag, found }: ArrivedPart): Promise<Result<UploadState>> {
    const upload = this.#own(maker, id);
    if (upload === null) return no("attachment_unknown");
    if (upload.etag !== null) return yes(this.#state(upload));
    if (found !== null) this.#store.setFound(id, { ...found, kind: kindOf(found, upload.name) });
    if (partsOf(upload.size) === 1) this.#store.finish(id, etag);
    else this.#store.setPart(id, part, etag);
    return await this.#finished(id);
  }

  /**
   * A file that the workspace keeps, as a finished upload under this id: its bytes are copied, so that the conversation keeps
   * them when the workspace does not, and loses them with its own end. Repeating it is safe.
   */
  async place(
    maker: string,
    stored: Attachment,
    id: string,
    most: UploadLimits,
    now: number,
  ): Promise<Result<UploadState>> {
    const { name, size, kind, type, width, height, seconds } = stored;
    const opened = await this.open(maker, { id, name, size, width, height, seconds }, most, now);
    if (!opened.ok || opened.value.attachment !== null) return opened;
    const whole = await this.#bucket.get(storedFileKey(stored.id));
    if (whole === null) return this.#unplaced(maker, id);
    if (stored.thumbnail === true) await this.#placeThumbnail(maker, stored.id, id);
    const { etag } = await putWhole(this.#bucket, this.#key(id), whole.body);
    return await this.arrived(maker, id, 1, { etag, found: { kind, type, width, height } });
  }

  /** Whether a thumbnail may come now: where its bytes go, or why not. */
  thumbnailKey(maker: string, id: string): Result<string> {
    const upload = this.#own(maker, id);
    if (upload === null || upload.seq !== null) return no("attachment_unknown");
    return yes(this.#key(id, "thumbnail"));
  }

  thumbnailArrived(maker: string, id: string, thumbnail: Thumbnail): Result<UploadState> {
    const upload = this.#own(maker, id);
    if (upload === null || upload.seq !== null) return no("attachment_unknown");
    this.#store.setThumbnail(id, thumbnail);
    return yes(this.#state({ ...upload, thumbnail }));
  }

  /** Takes back what was not sent yet; what is not there is taken back already. */
  drop(maker: string, id: string): void {
    const upload = this.#own(maker, id);
    if (upload === null || upload.seq !== null) return;
    this.#store.end(id);
    this.#jobs().set("sweep_files", Date.now());
  }

  /** A finished file and the entry that has it. */
  sent(id: string): { upload: Upload & { found: Found; etag: string }; seq: number } | null {
    const upload = this.#store.find(id);
    if (upload === null || upload.seq === null || upload.endsAt !== null) return null;
    const { found, etag, seq } = upload;
    return found === null || etag === null ? null : { upload: { ...upload, found, etag }, seq };
  }

  /** Erases what is due: uploads that no message brought in time, and files of messages that were taken back. */
  async sweep(now: number): Promise<void> {
    for (const upload of this.#store.ended(now, sweptAtOnce)) {
      this.#store.end(upload.id);
      await this.#abort(upload);
      await this.#bucket.delete([this.#key(upload.id), this.#key(upload.id, "thumbnail")]);
      this.#store.remove(upload.id);
    }
    const next = this.#store.nextEnd();
    if (next !== null) this.#jobs().set("sweep_files", next);
  }

  /** Everything of this conversation in R2, for its end. Repeating it is safe. */
  async erase(): Promise<void> {
    for (const upload of this.#store.all()) await this.#abort(upload);
    for (;;) {
      const { objects, truncated } = await this.#bucket.list({ prefix: filesPrefix(this.#conversation()) });
      if (objects.length > 0) await this.#bucket.delete(objects.map(({ key }) => key));
      if (!truncated) break;
    }
    for (const { id } of this.#store.all()) this.#store.remove(id);
  }

  /** It was erased between two looks. */
  #unplaced(maker: string, id: string): Result<UploadState> {
    this.drop(maker, id);
    return no("attachment_unknown");
  }

  async #placeThumbnail(maker: string, stored: string, id: string): Promise<void> {
    const small = await this.#bucket.get(storedFileKey(stored, "thumbnail"));
    const thumbnail = small === null ? null : thumbnailOf(new Uint8Array(await small.arrayBuffer()));
    if (thumbnail === null) return;
    const { bytes, ...facts } = thumbnail;
    await this.#bucket.put(this.#key(id, "thumbnail"), bytes);
    this.thumbnailArrived(maker, id, facts);
  }

  #own(maker: string, id: string): Upload | null {
    const upload = this.#store.find(id);
    return upload !== null && upload.maker === maker && upload.endsAt !== 0 ? upload : null;
  }

  /** Two parts at once may both find none: only one of theirs is kept. */
  async #multipart({ id, multipart }: Upload): Promise<string> {
    if (multipart !== null) return multipart;
    const made = await this.#bucket.createMultipartUpload(this.#key(id));
    const now = this.#store.find(id)?.multipart ?? null;
    if (now !== null) {
      await made.abort();
      return now;
    }
    this.#store.setMultipart(id, made.uploadId);
    return made.uploadId;
  }

  /** How an upload stands, after finishing it where nothing is missing any more. */
  async #finished(id: string): Promise<Result<UploadState>> {
    const upload = this.#store.find(id);
    if (upload === null) return no("attachment_unknown");
    const { multipart, etag } = upload;
    const isWhole = etag === null && multipart !== null && this.#store.missing(upload).length === 0;
    if (!isWhole) return yes(this.#state(upload));
    try {
      const whole = await this.#bucket.resumeMultipartUpload(this.#key(id), multipart).complete(this.#store.parts(id));
      this.#store.finish(id, whole.etag);
    } catch (error) {
      await this.#recover(upload, error);
    }
    return yes(this.#state(this.#store.find(id) ?? upload));
  }

  /** Completing failed: it was done already, or R2 no longer has what it was made of, or it is to be tried again. */
  async #recover({ id, size }: Upload, error: unknown): Promise<void> {
    const there = await this.#bucket.head(this.#key(id));
    if (there !== null && there.size === size) return this.#store.finish(id, there.etag);
    if (!/\((10011|10024|10025)\)/.test(String(error))) throw error;
    this.#store.forgetParts(id);
    this.#store.setMultipart(id, null);
  }

  #state(upload: Upload): UploadState {
    return { id: upload.id, missing: this.#store.missing(upload), attachment: attachmentOf(upload) };
  }

  async #abort({ id, multipart }: Upload): Promise<void> {
    // One that R2 has ended by itself cannot be aborted, and need not be.
    if (multipart !== null)
      await this.#bucket
        .resumeMultipartUpload(this.#key(id), multipart)
        .abort()
        .catch(() => {});
  }

  #key(id: string, part: "file" | "thumbnail" = "file"): string {
    return fileKey(this.#conversation(), id, part);
  }
}

function yes<T>(value: T): Result<T> {
  return { ok: true, value };
}

function no<T>(code: ErrorCode): Result<T> {
  return { ok: false, error: refusal(code) };
}
