import { type Accessor, batch, createSignal } from "solid-js";
import type { Attachment, FileKind, UploadLimits } from "#protocol/attachment";
import type { ErrorCode } from "#protocol/error";
import { filePaths } from "#protocol/file-paths";
import { uploadStateSchema } from "#protocol/upload";
import { browserEnvironment, type Environment } from "../connection/environment.ts";
import { nothingSchema } from "../connection/http.ts";
import { startUpload } from "../connection/upload.ts";

/** What `prepare` makes of a chosen file; see web/attachment/prepare-file.ts. */
export type Prepared = {
  blob: Blob;
  name: string;
  kind: FileKind;
  width?: number;
  height?: number;
  seconds?: number;
  thumbnail: Blob | null;
};
export type Prepare = (
  file: File,
  most: UploadLimits,
) => Promise<{ ok: true; value: Prepared } | { ok: false; code: ErrorCode }>;

export type OutgoingState =
  | { kind: "preparing" }
  /** `sent` bytes of it are there; `waiting`: the line is cut. */
  | { kind: "sending"; sent: number; speed: number | null; waiting: boolean }
  | { kind: "done"; attachment: Attachment }
  | { kind: "failed"; code: ErrorCode };

/** A file that somebody chose and that no message has brought yet. */
export type Outgoing = {
  id: string;
  name: string;
  size: number;
  kind: FileKind;
  /** An address of this page for its small picture; null where there is none. */
  picture: string | null;
  state: OutgoingState;
};

/** A message that was sent while its files were still on their way: it goes when they are there. */
export type Parcel<Words> = { id: string; words: Words; files: readonly string[] };

/** The files that one person sends in one conversation. Lives longer than what shows it: uploads go on while one looks elsewhere. */
export type UploadStore<Words> = {
  /** In the composer. */
  tray: Accessor<readonly Outgoing[]>;
  parcels: Accessor<readonly Parcel<Words>[]>;
  file: (id: string) => Outgoing | undefined;
  /** Answers how many were left out because a message may not have more. */
  add: (files: readonly File[]) => number;
  /** The same for files that the workspace keeps: they are copied on the other side. `picture`: the address of each one's. */
  addStored: (files: readonly Attachment[], picture: (file: Attachment) => string | null) => number;
  /** A finished file, out of the tray and somebody else's from now on. */
  release: (id: string) => void;
  /** Stops it, and takes it back from the server. */
  remove: (id: string) => void;
  retry: (id: string) => void;
  /** Takes what is in the tray; goes at once where all of it is there. False: there is nothing in it. */
  send: (words: Words) => boolean;
  discard: (parcel: string) => void;
};

export function createUploadStore<Words>(options: {
  /** Where they go: see filePaths.upload. */
  at: () => string;
  limits: () => UploadLimits;
  prepare: Prepare;
  token: () => Promise<string | null>;
  /** All files of a message are there. */
  deliver: (words: Words, attachments: string[]) => void;
  environment?: Environment;
}): UploadStore<Words> {
  const { environment = browserEnvironment() } = options;
  const [files, setFiles] = createSignal<ReadonlyMap<string, Outgoing>>(new Map());
  const [trayIds, setTrayIds] = createSignal<readonly string[]>([]);
  const [parcels, setParcels] = createSignal<readonly Parcel<Words>[]>([]);
  const chosen = new Map<string, File>();
  const stored = new Map<string, Attachment>();
  const prepared = new Map<string, Prepared>();
  const stops = new Map<string, () => void>();

  function change(id: string, more: Partial<Outgoing>) {
    setFiles((known) => {
      const before = known.get(id);
      return before === undefined ? known : new Map(known).set(id, { ...before, ...more });
    });
  }

  async function begin(id: string): Promise<void> {
    const kept = stored.get(id);
    if (kept !== undefined) return await copy(id, kept);
    const file = chosen.get(id);
    if (file === undefined) return;
    change(id, { state: { kind: "preparing" } });
    const known = prepared.get(id);
    const made =
      known === undefined ? await options.prepare(file, options.limits()) : { ok: true as const, value: known };
    if (!files().has(id)) return;
    if (!made.ok) return change(id, { state: { kind: "failed", code: made.code } });
    const { blob, name, kind, thumbnail, ...facts } = made.value;
    prepared.set(id, made.value);
    const small = thumbnail ?? (kind === "image" && facts.width !== undefined ? blob : null);
    const state: OutgoingState = { kind: "sending", sent: 0, speed: null, waiting: false };
    const picture = files().get(id)?.picture ?? (small === null ? null : URL.createObjectURL(small));
    change(id, { name, kind, size: blob.size, picture, state });
    const stop = startUpload({
      at: options.at(),
      request: { id, name, size: blob.size, ...facts },
      file: blob,
      thumbnail,
      token: options.token,
      environment,
      onProgress: (progress) => change(id, { state: { kind: "sending", ...progress } }),
      onEnd(outcome) {
        stops.delete(id);
        if (outcome.ok) change(id, { state: { kind: "done", attachment: outcome.attachment } });
        else change(id, { state: { kind: "failed", code: outcome.error.code } });
        settle();
      },
    });
    stops.set(id, stop);
  }

  async function copy(id: string, file: Attachment): Promise<void> {
    change(id, { state: { kind: "sending", sent: 0, speed: null, waiting: false } });
    const body = { id, file: file.id };
    const path = filePaths.placed(options.at());
    const answer = await environment.request({ method: "POST", path, body, schema: uploadStateSchema });
    if (!files().has(id)) return;
    const attachment = answer.ok ? answer.value.attachment : null;
    if (attachment !== null) change(id, { state: { kind: "done", attachment } });
    else change(id, { state: { kind: "failed", code: answer.ok ? "unavailable" : answer.error.code } });
    settle();
  }

  /** Takes as many as there is room for into the tray. Answers how many there is none for. */
  function admit<One extends { name: string; size: number }>(
    more: readonly One[],
    keep: (id: string, one: One) => Partial<Outgoing>,
  ): number {
    const room = Math.max(0, options.limits().count - trayIds().length);
    const taken = more.slice(0, room).map((one) => ({ id: environment.newId(), one }));
    batch(() => {
      for (const { id, one } of taken) {
        const { name, size } = one;
        const outgoing: Outgoing = { id, name, size, kind: "other", picture: null, state: { kind: "preparing" } };
        const known = { ...outgoing, ...keep(id, one) };
        setFiles((before) => new Map(before).set(id, known));
      }
      setTrayIds((known) => [...known, ...taken.map(({ id }) => id)]);
    });
    void taken.reduce((before, { id }) => before.then(() => begin(id)), Promise.resolve());
    return more.length - taken.length;
  }

  /** Sends every message whose files are all there. */
  function settle() {
    for (const parcel of parcels()) {
      if (!parcel.files.every((id) => files().get(id)?.state.kind === "done")) continue;
      setParcels((known) => known.filter(({ id }) => id !== parcel.id));
      options.deliver(parcel.words, [...parcel.files]);
      for (const id of parcel.files) forget(id);
    }
  }

  function forget(id: string) {
    stops.get(id)?.();
    stops.delete(id);
    chosen.delete(id);
    stored.delete(id);
    prepared.delete(id);
    const picture = files().get(id)?.picture ?? null;
    if (picture !== null) URL.revokeObjectURL(picture);
    setFiles((known) => new Map([...known].filter(([other]) => other !== id)));
  }

  async function takeBack(id: string): Promise<void> {
    const token = await options.token();
    const path = filePaths.upload(options.at(), id);
    await environment.request({ method: "DELETE", path, schema: nothingSchema, ...(token === null ? {} : { token }) });
  }

  function remove(id: string) {
    const wasBegun = prepared.has(id) || stored.has(id);
    batch(() => {
      setTrayIds((known) => known.filter((other) => other !== id));
      setParcels((known) =>
        known.map((parcel) => ({ ...parcel, files: parcel.files.filter((other) => other !== id) })),
      );
      forget(id);
    });
    // What cannot be told now is swept by the server.
    if (wasBegun) void takeBack(id);
    settle();
  }

  return {
    tray: () => trayIds().flatMap((id) => files().get(id) ?? []),
    parcels,
    file: (id) => files().get(id),
    add: (more) =>
      admit(more, (id, file) => {
        chosen.set(id, file);
        return {};
      }),
    addStored: (more, picture) =>
      admit(more, (id, file) => {
        stored.set(id, file);
        return { kind: file.kind, picture: picture(file) };
      }),
    release(id) {
      batch(() => {
        setTrayIds((known) => known.filter((other) => other !== id));
        forget(id);
      });
    },
    remove,
    retry: (id) => void begin(id),
    send(words) {
      const mine = trayIds();
      if (mine.length === 0) return false;
      batch(() => {
        setTrayIds([]);
        setParcels((known) => [...known, { id: environment.newId(), words, files: mine }]);
      });
      settle();
      return true;
    },
    discard(id) {
      const parcel = parcels().find((other) => other.id === id);
      setParcels((known) => known.filter((other) => other.id !== id));
      for (const file of parcel?.files ?? []) remove(file);
    },
  };
}
