import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { fileLimits } from "../worker/protocol/file-limits.ts";
import { withDemoCompany } from "./demo-company.ts";

/**
 * `npm run bench:upload`: a large file goes through the Worker into R2, is cut twice in the middle of a part, goes on where it stopped, and
 * is fetched again. Says how fast, and by how much the memory of workerd grew (Worker and the local R2 together, sampled
 * every 20 ms). Last line is JSON; exits non-zero when a byte is wrong, or memory grew by more than BOUND.
 *
 * MEGABYTES (200), BOUND in MB (128: what a Worker has in production).
 */
const megabytes = number("MEGABYTES", 200);
const bound = number("BOUND", 128);
const size = megabytes * 1_000_000;

await withDemoCompany(async ({ origin, pid, signIn }) => {
  const cookie = await signedIn(origin, signIn);
  const settings = await fetch(`${origin}/api/workspace/attachments`, { headers: { cookie } });
  const limits = (await settings.json()) as Record<string, unknown>;
  await ask(origin, "PUT", "/api/workspace/attachments", { cookie }, { ...limits, bytes: size });

  const session = await ask(origin, "POST", "/api/widget/session", {}, { site: "demo", token: null });
  const headers = { authorization: `Bearer ${String(session["token"])}` };
  const [conversation, id] = ["bench-conversation", "bench-upload-1"];
  const start = {
    conversation,
    id: "bench-message-1",
    text: "A film",
    topic: null,
    visits: [],
    attributes: {},
    language: null,
  };
  await ask(origin, "POST", "/api/widget/conversations", headers, start);

  const before = memory(pid);
  let highest = before;
  const sampling = setInterval(() => (highest = Math.max(highest, memory(pid))), 20);
  const began = performance.now();
  const sent = createHash("sha256");
  let cuts = 0;
  const about = { id, name: "film.bin", size };
  let state = await ask(origin, "POST", `/api/attachments/${conversation}`, headers, about);
  while (state["attachment"] === null) {
    const part = Number((state["missing"] as number[])[0]);
    const bytes = partBytes(part);
    const address = `/api/attachments/${conversation}/${id}/${part}`;
    if (cuts < 2 && part === 5 + cuts * 8) {
      cuts += 1;
      await cut(origin, address, headers, bytes);
      state = await ask(origin, "POST", `/api/attachments/${conversation}`, headers, about);
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
  clearInterval(sampling);

  const same = sent.digest("hex") === came.digest("hex");
  const grew = Math.round((highest - before) / 1e6);
  const result = {
    megabytes,
    cuts,
    same,
    uploadMBps: rate(uploaded),
    downloadMBps: rate(fetched),
    workerdGrewMB: grew,
    bound,
  };
  console.log(JSON.stringify({ ...result, within: same && grew <= bound }));
  process.exitCode = same && grew <= bound ? 0 : 1;
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
        socket.send(JSON.stringify({ kind: "message", id: "bench-message-2", text: "", attachments: [attachment] }));
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

/** Bytes of memory of every workerd that this product has started. */
function memory(group: number): number {
  let bytes = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [, , groupOf] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(groupOf) !== group || !stat.includes("(workerd)")) continue;
      bytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
    } catch {
      // It ended meanwhile.
    }
  }
  return bytes;
}

function rate(ms: number): number {
  return Math.round((size / 1e6 / (ms / 1_000)) * 10) / 10;
}

function number(name: string, otherwise: number): number {
  return Number(process.env[name] ?? otherwise);
}
