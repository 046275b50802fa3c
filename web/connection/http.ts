import * as z from "zod/mini";
import type { Refusal } from "#protocol/error";

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
  /** What the answer must look like; `nothingSchema` where there is none (204). */
  schema: Schema;
  /** A customer's; agents have a cookie. */
  token?: string;
  signal?: AbortSignal;
};

/**
 * Asks the Worker. Never throws: no network, a timeout (20 s) and an answer that is not ours are a refusal `unavailable`
 * with `retryAfterMs`; an answer that does not fit the schema is `internal`.
 */
export type Request = <Schema extends z.ZodMiniType>(
  asked: HttpRequest<Schema>,
) => Promise<HttpResult<z.infer<Schema>>>;

export function makeRequest(fetch: (input: string, init: RequestInit) => Promise<Response>): Request {
  void fetch;
  throw new Error("not written yet");
}

/** For answers without a body: the value is undefined. */
export const nothingSchema = z.undefined();

/** For the product. Stores and views call this; tests make their own from a model of the server. */
export const request: Request = makeRequest((input, init) => fetch(input, init));
