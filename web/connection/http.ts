import * as z from "zod/mini";
import { parseAs } from "#protocol/codec";
import { httpErrorSchema, type Refusal, refusal } from "#protocol/error";

/** `path` names the field that is wrong, where one is. */
export type HttpRefusal = Refusal & { path?: string };
export type HttpResult<T> = { ok: true; value: T } | { ok: false; error: HttpRefusal };

export type HttpRequest<Schema extends z.ZodMiniType> = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  /** Absent, null and empty values are left out. */
  query?: Record<string, string | null | undefined>;
  /** Goes as JSON. */
  body?: unknown;
  /** Goes as it is, instead of a body: a small file. */
  bytes?: Blob;
  /** What the answer must look like; `nothingSchema` where there is none (204). */
  schema: Schema;
  /** A customer's; agents have a cookie. */
  token?: string;
  signal?: AbortSignal;
};

/**
 * Asks the Worker. Never throws: no network, a timeout (20 s) and an answer that is not ours are a refusal `unavailable`
 * with `retryAfterMs`; an answer that does not fit the schema is `internal`. A request that its signal dropped is
 * `unavailable` too: whoever dropped it does not look at the answer.
 */
export type Request = <Schema extends z.ZodMiniType>(
  asked: HttpRequest<Schema>,
) => Promise<HttpResult<z.infer<Schema>>>;

const timeoutMs = 20_000;
const retryAfterMs = 2_000;

export function makeRequest(fetch: (input: string, init: RequestInit) => Promise<Response>): Request {
  return async (asked) => {
    let response: Response;
    let text: string;
    try {
      response = await fetch(address(asked.path, asked.query), {
        method: asked.method,
        signal: signalOf(asked.signal),
        headers: {
          accept: "application/json",
          ...(asked.body === undefined ? {} : { "content-type": "application/json" }),
          ...(asked.token === undefined ? {} : { authorization: `Bearer ${asked.token}` }),
        },
        ...(asked.bytes === undefined ? {} : { body: asked.bytes }),
        ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
      });
      text = await response.text();
    } catch {
      return { ok: false, error: refusal("unavailable", { retryAfterMs }) };
    }
    return readAnswer(response.status, text, asked.schema);
  };
}

/** What an answer says, however it was asked for. */
export function readAnswer<Schema extends z.ZodMiniType>(
  status: number,
  text: string,
  schema: Schema,
): HttpResult<z.infer<Schema>> {
  if (status < 200 || status > 299) return { ok: false, error: refusalOf(status, text) };
  // parseAs reads an empty text as undefined, which is what nothingSchema accepts.
  const parsed = parseAs(schema, text);
  return parsed.ok ? parsed : { ok: false, error: refusal("internal") };
}

function address(path: string, query: HttpRequest<z.ZodMiniType>["query"] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  return search.size === 0 ? path : `${path}?${search}`;
}

function signalOf(signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
}

/** An error that is not in our shape was said by something between us and the Worker; most of that passes. */
function refusalOf(status: number, text: string): HttpRefusal {
  const parsed = parseAs(httpErrorSchema, text);
  if (!parsed.ok) {
    return status >= 500 || status === 429 || status === 408
      ? refusal("unavailable", { retryAfterMs })
      : refusal(status === 401 ? "not_signed_in" : status === 404 ? "not_found" : "internal");
  }
  const { code, path, retryAfterMs: after } = parsed.value.error;
  const said = refusal(code, after === undefined ? {} : { retryAfterMs: after });
  return path === undefined ? said : { ...said, path };
}

/** For answers without a body: the value is undefined. */
export const nothingSchema = z.undefined();

/** For the product. Stores and views call this; tests make their own from a model of the server. */
export const request: Request = makeRequest((input, init) => fetch(input, init));
