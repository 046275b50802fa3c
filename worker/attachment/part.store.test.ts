import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { putWhole, storePart } from "./part.store.ts";

const length = 1_000_000;

/** A part on its way, in chunks of 100,000 bytes. */
function arriving(chunks: number, end: "closes" | "is cut"): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      sent += 1;
      if (sent <= chunks) controller.enqueue(new Uint8Array(100_000));
      else if (end === "closes") controller.close();
      else controller.error(new Error("the line is cut"));
    },
  });
}

describe("a part on its way into R2", () => {
  test("[AT1] is there, to the byte", async () => {
    const stored = await storePart(arriving(10, "closes"), length, null, (stream) =>
      putWhole(env.FILES, "part-1", stream),
    );
    expect(stored.ok).toBe(true);
    expect((await env.FILES.head("part-1"))?.size).toBe(length);
  });

  test.each([
    ["is too short", 5, "closes"],
    ["is too long", 15, "closes"],
    ["is cut", 5, "is cut"],
  ] as const)("[AT10] that %s is incomplete: it has to be sent again", async (_, chunks, end) => {
    const stored = await storePart(arriving(chunks, end), length, null, (stream) =>
      putWhole(env.FILES, "part-2", stream),
    );
    expect(stored).toMatchObject({ ok: false, error: { code: "upload_incomplete" } });
    expect(await env.FILES.head("part-2")).toBeNull();
  });

  test.each([
    ["before it reads anything", 0],
    ["in the middle", 3],
  ])("[AT20] R2 that fails %s is no fault of the part: the answer comes, and says so", async (_, reads) => {
    const failing = async (stream: ReadableStream) => {
      const reader = stream.getReader();
      for (let read = 0; read < reads; read += 1) await reader.read();
      if (reads > 0) await reader.cancel("R2 went away");
      else reader.releaseLock();
      throw new Error("put: We encountered an internal error. Please try again. (10001)");
    };
    await expect(storePart(arriving(10, "closes"), length, null, failing)).rejects.toThrow("10001");
  });
});
