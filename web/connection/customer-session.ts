import type { Customer } from "#protocol/customer";
import { parseAs } from "#protocol/codec";
import { paths } from "#protocol/paths";
import { type IdentifyRequest, sessionResponseSchema, type WidgetSession } from "#protocol/widget";
import type { Environment } from "./environment.ts";
import type { HttpResult } from "./http.ts";

/** The token of this browser on one site, shared by its tabs through the browser's storage. */
export interface CustomerSession {
  /** As it is kept now; null before the first `ask` and after `forget`. */
  current(): WidgetSession | null;
  /** Whether there is a token that will be good for a while. */
  isFresh(): boolean;
  /** A new token, for the same customer where the old one is still known. */
  ask(): Promise<HttpResult<WidgetSession>>;
  identify(identity: IdentifyRequest["identity"], conversation: string | null): Promise<HttpResult<Customer>>;
  /** Resolves when nobody is being identified: what is said meanwhile must not go under the old name. */
  settled(): Promise<unknown>;
  forget(): void;
}

/** A token is replaced this long before it runs out, so that none runs out in the middle of a conversation. */
const marginMs = 60 * 60_000;

const keyOf = (site: string) => `fala.session.${site}`;

export function makeCustomerSession(
  site: string,
  { kept, request, clock }: Pick<Environment, "kept" | "request" | "clock">,
): CustomerSession {
  const key = keyOf(site);

  function current(): WidgetSession | null {
    const raw = kept.get(key);
    const parsed = raw === null ? null : parseAs(sessionResponseSchema, raw);
    return parsed?.ok ? parsed.value : null;
  }

  function keep(answer: HttpResult<WidgetSession>): HttpResult<WidgetSession> {
    if (answer.ok) kept.set(key, JSON.stringify(answer.value));
    return answer;
  }

  let identifying: Promise<unknown> = Promise.resolve();

  return {
    current,
    isFresh: () => (current()?.expiresAt ?? 0) > clock.now() + marginMs,
    async ask() {
      const token = current()?.token ?? null;
      const body = { site, token };
      const answer = await request({ method: "POST", path: paths.widgetSession, body, schema: sessionResponseSchema });
      // Two tabs that open at the same time are one customer: the first token that was kept is everybody's.
      const meanwhile = token === null ? current() : null;
      return meanwhile === null ? keep(answer) : { ok: true, value: meanwhile };
    },
    async identify(identity, conversation) {
      const token = current()?.token;
      const asked = request({
        method: "POST",
        path: paths.widgetIdentify,
        body: { identity, conversation } satisfies IdentifyRequest,
        schema: sessionResponseSchema,
        ...(token === undefined ? {} : { token }),
      }).then(keep);
      identifying = asked;
      const answer = await asked;
      return answer.ok ? { ok: true, value: answer.value.customer } : answer;
    },
    settled: () => identifying,
    forget: () => kept.remove(key),
  };
}
