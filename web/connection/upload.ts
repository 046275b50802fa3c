import type { Attachment } from "#protocol/attachment";
import { type Refusal, refusal } from "#protocol/error";
import { fileLimits } from "#protocol/file-limits";
import { filePaths } from "#protocol/file-paths";
import { type UploadRequest, type UploadState, uploadStateSchema } from "#protocol/upload";
import type { Environment } from "./environment.ts";
import { type HttpResult, readAnswer } from "./http.ts";
import { verdictOn } from "./queue-rules.ts";

export type UploadProgress = {
  /** Bytes that are on the other side. */
  sent: number;
  /** Bytes per second; null while that cannot be said. */
  speed: number | null;
  /** The line is cut: it goes on by itself. */
  waiting: boolean;
};

export type UploadOptions = {
  /** Where it goes: filePaths.attachments of a conversation, or filePaths.storedFiles. */
  at: string;
  request: UploadRequest;
  file: Blob;
  thumbnail: Blob | null;
  /** A customer's, fresh; null for agents, who have a cookie. */
  token: () => Promise<string | null>;
  environment: Pick<Environment, "request" | "clock" | "onWake">;
  onProgress: (progress: UploadProgress) => void;
  onEnd: (outcome: { ok: true; attachment: Attachment } | { ok: false; error: Refusal }) => void;
};

/** Tries in a row without a byte of progress before it is said to have failed. */
const fruitlessTries = 8;

/**
 * Sends one file in parts and goes on after cuts where it stopped: before each go the server says which parts it has. A file is read from
 * its disk part by part. Answers how to stop it; stopping tells nobody.
 */
export function startUpload(options: UploadOptions): () => void {
  const { at: place, file, environment, request: about } = options;
  const { clock } = environment;
  let stopped = false;
  let running: XMLHttpRequest | null = null;
  let wake = () => {};
  let thumbnailSent = options.thumbnail === null;
  let sent = 0;
  let samples: { at: number; sent: number }[] = [];
  const stopWaking = environment.onWake(() => wake());

  function tell(now: number, waiting = false) {
    sent = now;
    const at = clock.now();
    samples = [...samples.filter((sample) => at - sample.at < 5_000), { at, sent }];
    const [first] = samples;
    const ms = first === undefined ? 0 : at - first.at;
    const speed = waiting || first === undefined || ms < 500 ? null : ((sent - first.sent) * 1_000) / ms;
    options.onProgress({ sent, speed, waiting });
  }

  async function run() {
    for (let tries = 0; !stopped; tries += 1) {
      const before = sent;
      const answer = await attempt();
      if (stopped) return;
      if (answer.ok) {
        stopWaking();
        return options.onEnd({ ok: true, attachment: answer.value });
      }
      if (sent > before) tries = 0;
      const verdict = verdictOn(answer.error, tries);
      if (verdict.kind === "fail" || tries >= fruitlessTries) {
        stopWaking();
        return options.onEnd({ ok: false, error: answer.error });
      }
      tell(sent, true);
      await pause(Math.min(verdict.afterMs, 15_000));
    }
  }

  async function attempt(): Promise<HttpResult<Attachment>> {
    const token = await options.token();
    const opened = await environment.request({
      method: "POST",
      path: place,
      body: about,
      schema: uploadStateSchema,
      ...(token === null ? {} : { token }),
    });
    if (!opened.ok) return opened;
    if (!thumbnailSent && options.thumbnail !== null && opened.value.attachment === null) {
      const answer = await put(filePaths.uploadPart(place, about.id, "thumbnail"), options.thumbnail, token);
      // A file without its small picture is better than none.
      thumbnailSent = answer.ok || answer.error.retryAfterMs === null;
      if (!thumbnailSent && !answer.ok) return answer;
    }
    return await sendParts(opened.value, token);
  }

  async function sendParts(opened: UploadState, token: string | null): Promise<HttpResult<Attachment>> {
    let state = opened;
    for (;;) {
      if (state.attachment !== null) return { ok: true, value: state.attachment };
      const [part] = state.missing;
      if (part === undefined || stopped) return { ok: false, error: refusal("unavailable", { retryAfterMs: 1_000 }) };
      const start = (part - 1) * fileLimits.partBytes;
      const bytes = file.slice(start, Math.min(start + fileLimits.partBytes, file.size));
      const missing = state.missing.reduce(
        (sum, each) => sum + Math.min(fileLimits.partBytes, file.size - (each - 1) * fileLimits.partBytes),
        0,
      );
      const there = file.size - missing;
      tell(there);
      const path = filePaths.uploadPart(place, about.id, part);
      const answer = await put(path, bytes, token, (loaded) => tell(there + loaded));
      if (!answer.ok) {
        sent = there;
        return answer;
      }
      state = answer.value;
    }
  }

  /** XMLHttpRequest, because fetch does not tell how far an upload has come. */
  function put(
    path: string,
    bytes: Blob,
    token: string | null,
    onLoaded: (loaded: number) => void = () => {},
  ): Promise<HttpResult<UploadState>> {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      running = request;
      const lost = () => resolve({ ok: false, error: refusal("unavailable", { retryAfterMs: 1_000 }) });
      request.open("PUT", path);
      if (token !== null) request.setRequestHeader("authorization", `Bearer ${token}`);
      request.upload.onprogress = ({ loaded }) => onLoaded(Math.min(loaded, bytes.size));
      request.onload = () => resolve(readAnswer(request.status, request.responseText, uploadStateSchema));
      request.onerror = lost;
      request.onabort = lost;
      request.ontimeout = lost;
      request.send(bytes);
    });
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  }

  void run();
  return () => {
    stopped = true;
    stopWaking();
    running?.abort();
    wake();
  };
}
