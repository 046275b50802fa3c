import { createHash } from "node:crypto";
import { request } from "node:http";
import { fileLimits } from "../worker/protocol/file-limits.ts";
import { withDemoCompany } from "./demo-company.ts";
import { watchHeap } from "./worker-heap.ts";
import { workerdMemory } from "./workerd-memory.ts";

/**
 * `npm run bench:upload`: a large file goes through the Worker into R2, is cut twice in the middle of a part, goes on where it stopped, and
 * is fetched again; then another one goes without a cut. Says how fast, what the Worker's isolate held at most (it has 128 MB
 * in production), and by how much the memory of all of workerd (Worker, objects and the local R2 with its uncollected garbage) grew with the first
 * file and further with the second: memory that follows the size of files would grow by all of it again, not by less than half. Sampled every 20 ms. Last line is JSON; exits
 * non-zero when a byte is wrong, the Worker held more than HEAP, or the second file made workerd grow by more than MORE.
 *
 * MEGABYTES (200), HEAP in MB (128), MORE in MB (half of MEGABYTES).
 */
const megabytes = number("MEGABYTES", 200);
const bounds = { heapMB: number("HEAP", 128), moreMB: number("MORE", megabytes / 2) };
const size = megabytes * 1_000_000;

await withDemoCompany(async ({ origin, pid, inspectorPort, signIn }) => {
  const cookie = await signedIn(origin, signIn);
  const settings = await fetch(`${origin}/api/workspace/attachments`, { headers: { cookie } });
  const limits = (await settings.json()) as Record<string, unknown>;
  await ask(origin, "PUT", "/api/workspace/attachments", { cookie }, { ...limits, bytes: size });

  const session = await ask(origin, "POST", "/api/widget/session", {}, { site: "demo", token: null });
  const headers = { authorization: `Bearer ${String(session["token"])}` };
  const conversation = "bench-conversation";
  const start = { conversation, id: "bench-message-1", text: "A film", topic: null, visits: [], attributes: {} };
  await ask(origin, "POST", "/api/widget/conversations", headers, { ...start, language: null });

  const heap = await watchHeap(inspectorPort);
  const before = workerdMemory(pid);
  let highest = before;
  const sampling = setInterval(() => (highest = Math.max(highest, workerdMemory(pid))), 20);
  const first = await there({ id: "bench-upload-1", cuts: 2 });
  const grew = highest - before;
  const second = await there({ id: "bench-upload-2", cuts: 0 });
  const more = highest - before - grew;
  clearInterval(sampling);
  heap.stop();

  const same = first.same && second.same;
  const figures = { workerHeapMB: mega(heap.highest()), workerdGrewMB: mega(grew), secondGrewMB: mega(more) };
  const within = same && figures.workerHeapMB <= bounds.heapMB && figures.secondGrewMB <= bounds.moreMB;
  const rates = { uploadMBps: first.uploadMBps, downloadMBps: first.downloadMBps };
  console.log(JSON.stringify({ megabytes, cuts: first.cuts, same, ...rates, ...figures, bounds, within }));
  process.exitCode = within ? 0 : 1;

  /** Sends a file there, breaking the line so many times, and fetches it back. */
  async function there({ id, cuts: most }: { id: string; cuts: number }) {
    const began = performance.now();
    const sent = createHash("sha256");
    let cuts = 0;
    const about = { id, name: "film.bin", size };
    let state = await ask(origin, "POST", `/api/attachments/${conversation}`, headers, about);
    while (state["attachment"] === null) {
      const part = Number((state["missing"] as number[])[0]);
      const bytes = partBytes(part);
      const address = `/api/attachments/${conversation}/${id}/${part}`;
      if (cuts < most && part === 5 + cuts * 8) {
        cuts += 1;
        await cut(origin, address, headers, bytes);
        state = await ask(origin, "POST", `/api/attachments/${conversation}`, headers, about);
        if (Number((state["missing"] as number[])[0]) !== part) throw new Error("a part that was cut counts as there");
        continue;
      }
      sent.update(bytes);
      state = await ask(origin, "PUT", address, headers, bytes);
    }
    const uploaded = performance.now() - began;

    await say(origin, conversation, String(session["token"]), id);
    const { grant } = await ask(origin, "POST", `/api/attachments/${conversation}/grant`, headers, {});
    const answer = await fetch(`${origin}/files/${conversation}/${id}?grant=${String(grant)}`);
    const came = createHash("sha256");
    for await (const chunk of answer.body ?? []) came.update(chunk);
    const fetched = performance.now() - began - uploaded;
    const same = sent.digest("hex") === came.digest("hex");
    return { same, cuts, uploadMBps: rate(uploaded), downloadMBps: rate(fetched) };
  }
});

/** The same bytes at each call, different in each part. */
function partBytes(part: number): Uint8Array<ArrayBuffer> {
  const length = Math.min(fileLimits.partBytes, size - (part - 1) * fileLimits.partBytes);
  const block = createHash("sha512").update(String(part)).digest();
  return new Uint8Array(Buffer.alloc(length, block));
}

/** Sends half of a part and breaks the line, as a train that goes into a tunnel does. */
async function cut(origin: string, address: string, headers: Record<string, string>, bytes: Uint8Array): Promise<void> {
  const line = request(new URL(address, origin), {
    method: "PUT",
    headers: { origin, "content-length": bytes.length, ...headers },
  });
  const broken = new Promise<void>((resolve) => line.on("close", resolve).on("error", () => {}));
  line.write(bytes.subarray(0, bytes.length / 2), () => line.destroy());
  await broken;
}

/** Over the conversation's socket, as the widget does. */
async function say(origin: string, conversation: string, token: string, attachment: string): Promise<void> {
  const socket = new WebSocket(`${origin.replace("http", "ws")}/ws/conversation/${conversation}`, {
    protocols: ["fala", token],
    headers: { origin },
  } as unknown as string[]);
  const acked = new Promise<void>((resolve, reject) => {
    socket.addEventListener("error", () => reject(new Error("the socket broke")));
    socket.addEventListener("message", ({ data }) => {
      const { kind } = JSON.parse(String(data)) as { kind: string };
      if (kind === "welcome")
        socket.send(
          JSON.stringify({ kind: "message", id: `bench-message-${attachment}`, text: "", attachments: [attachment] }),
        );
      if (kind === "ack") resolve();
      if (kind === "refused") reject(new Error(String(data)));
    });
  });
  socket.addEventListener("open", () => socket.send(JSON.stringify({ kind: "hello", version: 1, after: 0 })));
  await acked;
  socket.close();
}

async function signedIn(origin: string, signIn: { email: string; password: string }): Promise<string> {
  const answer = await fetch(`${origin}/api/session`, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify(signIn),
  });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

async function ask(
  origin: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Uint8Array<ArrayBuffer> | object,
): Promise<Record<string, unknown>> {
  const isBytes = body instanceof Uint8Array;
  const answer = await fetch(new URL(path, origin), {
    method,
    headers: { origin, ...(isBytes ? {} : { "content-type": "application/json" }), ...headers },
    body: isBytes ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

function mega(bytes: number): number {
  return Math.round(bytes / 1e6);
}

function rate(ms: number): number {
  return Math.round((size / 1e6 / (ms / 1_000)) * 10) / 10;
}

function number(name: string, otherwise: number): number {
  return Number(process.env[name] ?? otherwise);
}
