import { downloadZip } from "client-zip";
import type { ConversationData, CustomerData } from "#protocol/customer-data";
import type { SeenEntry } from "#protocol/entry";
import { filePaths } from "#protocol/file-paths";
import { transcriptLine } from "#domain/conversation/transcript";
import { askConversationData, askCustomerData, type ConversationOf } from "../../connection/customer-data-requests.ts";
import type { HttpRefusal, HttpResult, Request } from "../../connection/http.ts";

type Asked = {
  customer: string;
  /** With the team's notes, and the facts between them. */
  team: boolean;
  request: Request;
  fetch: (path: string, signal: AbortSignal) => Promise<Response>;
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
};

/** Why it stopped. */
class Refused extends Error {
  readonly refusal: HttpRefusal;

  constructor(refusal: HttpRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * Everything of a customer as a ZIP file: who they are, and for each conversation a transcript to read, all of it as JSON, and its files.
 * One thing after the other, so that nothing has to fit into memory but what is fetched now. Null: the signal ended it.
 */
export async function exportCustomer(asked: Asked): Promise<HttpResult<Blob> | null> {
  try {
    return { ok: true, value: await downloadZip(parts(asked)).blob() };
  } catch (error) {
    if (asked.signal.aborted) return null;
    if (error instanceof Refused) return { ok: false, error: error.refusal };
    return { ok: false, error: { code: "unavailable", retryAfterMs: 2_000 } };
  }
}

type Part = { name: string; input: string | Response; lastModified: Date };

async function* parts(asked: Asked): AsyncGenerator<Part> {
  const { customer, request, signal, onProgress } = asked;
  let done = 0;
  for (let after: number | null = 0; after !== null;) {
    const step: CustomerData = said(await askCustomerData(request, customer, after, signal));
    if (after === 0)
      yield { name: "customer.json", input: json(step.customer ?? { id: customer }), lastModified: new Date() };
    for (const { id, number } of step.conversations) {
      onProgress(done, step.total);
      yield* conversation(asked, id, String(number));
      done += 1;
    }
    after = step.next;
  }
}

async function* conversation(asked: Asked, id: string, number: string): AsyncGenerator<Part> {
  const { customer, team, request, signal } = asked;
  const of: ConversationOf = { customer, conversation: id, audience: team ? "team" : "everyone" };
  const entries: SeenEntry[] = [];
  let facts: ConversationData["facts"] | null = null;
  for (let after: number | null = 0; after !== null;) {
    const step: ConversationData = said(await askConversationData(request, of, after, signal));
    entries.push(...step.entries);
    facts = step.facts;
    after = step.next;
  }
  const place = `conversations/${number}`;
  const lastModified = new Date(entries.at(-1)?.at ?? Date.now());
  const lines = entries.map(transcriptLine).filter((line) => line !== null);
  yield { name: `${place}/transcript.txt`, input: `${lines.join("\n")}\n`, lastModified };
  yield { name: `${place}/conversation.json`, input: json({ ...facts, entries }), lastModified };
  const files = entries.flatMap(({ body, at }) =>
    ("attachments" in body ? (body.attachments ?? []) : []).map((file) => ({ ...file, at })),
  );
  for (const [index, file] of files.entries()) {
    const response = await asked.fetch(filePaths.file(id, file.id), signal);
    // Taken back meanwhile: the transcript says that it was there.
    if (response.status === 404) continue;
    if (!response.ok) throw new Refused({ code: "unavailable", retryAfterMs: 2_000 });
    const name = `${place}/files/${index + 1} ${file.name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, "-")}`;
    yield { name, input: response, lastModified: new Date(file.at) };
  }
}

function said<T>(result: HttpResult<T>): T {
  if (!result.ok) throw new Refused(result.error);
  return result.value;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
