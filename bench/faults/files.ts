import { createHash, randomBytes } from "node:crypto";
import type { Conversation } from "./conversations.ts";
import type { House } from "./house.ts";

type UploadState = { missing: number[]; attachment: object | null };

/** A part of an upload: worker/protocol/file-limits.ts, written down once more. */
const partBytes = 8 * 1024 * 1024;

export type SentFile = { id: string; conversation: Conversation; hash: string };

/**
 * Uploads a file of chance as a customer's page does: asks what is missing, sends it, and asks again after whatever failed. Rejects
 * when it is refused for good, or not there after so many seconds.
 */
export async function upload(
  house: House,
  conversation: Conversation,
  size: number,
  within: number,
): Promise<SentFile> {
  const id = `bench-${crypto.randomUUID()}`;
  const bytes = randomBytes(size);
  const place = `${house.origin}/api/attachments/${conversation.id}`;
  const headers = { origin: house.origin, authorization: `Bearer ${conversation.customer.token}` };
  const asks = () =>
    fetch(place, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ id, name: "photo.bin", size }),
    });
  const sends = (part: number) => {
    const body = bytes.subarray((part - 1) * partBytes, part * partBytes);
    return fetch(`${place}/${id}/${part}`, { method: "PUT", headers, body });
  };
  const deadline = performance.now() + within * 1_000;
  let next: () => Promise<Response> = asks;
  while (performance.now() < deadline) {
    // A line that breaks while the answer comes is a line that broke.
    const answer = await next()
      .then(async (came) => ({ status: came.status, ok: came.ok, said: await came.text() }))
      .catch(() => null);
    if (answer?.ok) {
      const state = JSON.parse(answer.said) as UploadState;
      if (state.attachment !== null) return { id, conversation, hash: hashOf(bytes) };
      const [part] = state.missing;
      next = part === undefined ? asks : () => sends(part);
      continue;
    }
    if (answer !== null && answer.status < 500) throw new Error(`${conversation.id}: upload refused: ${answer.said}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    next = asks;
  }
  throw new Error(`${conversation.id}: the upload did not come to its end`);
}

/** Whether the team gets the file's bytes as they were sent. */
export async function isWhole(house: House, { id, conversation, hash }: SentFile): Promise<boolean> {
  const answer = await house.asks(`/files/${conversation.id}/${id}`);
  return answer.ok && hashOf(new Uint8Array(await answer.arrayBuffer())) === hash;
}

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
