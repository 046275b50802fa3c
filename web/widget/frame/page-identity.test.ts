import { createRoot, createSignal } from "solid-js";
import { afterEach, expect, test, vi } from "vitest";
import type { Customer } from "#protocol/customer";
import type { HostIdentity } from "../host-message.ts";
import { tellIdentity } from "./page-identity.ts";

const nobody: Customer = { id: "c1", name: null, email: null, verified: false };
const petra: Customer = { ...nobody, name: "Petra", verified: true };

afterEach(() => void vi.useRealTimers());

/** A JWT that runs out at this second. */
const jwtUntil = (exp: number) => `e30.${btoa(JSON.stringify({ exp }))}.c2ln`;

/** A page whose `onIdentityExpired` answers the next of `answers`, and a server to which only JWTs in `holding` hold. */
function pageWith({ answers, holding }: { answers: string[]; holding: string[] }) {
  const [identity, setIdentity] = createSignal<HostIdentity | null>(null);
  const [customer, setCustomer] = createSignal<Customer>(nobody);
  const heard: string[] = [];
  const dispose = createRoot((disposeRoot) => {
    tellIdentity({
      identity,
      customer,
      identify: (told) => {
        if (told.kind === "unverified" || !holding.includes(told.jwt))
          return Promise.resolve({ ok: false, error: { code: "identity_invalid", retryAfterMs: null } });
        setCustomer(petra);
        return Promise.resolve({ ok: true, value: petra });
      },
      post: (message) => {
        heard.push(message.kind === "problem" ? message.sentence : message.kind);
        const jwt = message.kind === "identity_expired" ? answers.shift() : undefined;
        if (jwt !== undefined) setIdentity({ jwt });
      },
    });
    return disposeRoot;
  });
  afterEach(dispose);
  return { identifies: (jwt: string) => setIdentity({ jwt }), heard, customer };
}

const refused = "identify was refused: identity_invalid.";

test("a JWT that has run out is renewed, and the developer hears that it was refused", async () => {
  const page = pageWith({ answers: ["new"], holding: ["new"] });
  page.identifies("old");
  await vi.waitFor(() => expect(page.customer()).toEqual(petra));
  expect(page.heard).toEqual([refused, "identity_expired"]);
});

test("a page that signs with a wrong key is asked once, not without end", async () => {
  const page = pageWith({ answers: ["wrong 2", "wrong 3", "wrong 4"], holding: ["right"] });
  page.identifies("wrong 1");
  await vi.waitFor(() => expect(page.heard).toEqual([refused, "identity_expired", refused]));
  page.identifies("right");
  await vi.waitFor(() => expect(page.customer()).toEqual(petra));
  expect(page.heard).toHaveLength(3);
});

test("a JWT is renewed before it runs out", async () => {
  vi.useFakeTimers({ now: 1_000_000_000 });
  const [first, second] = [jwtUntil(1_000_600), jwtUntil(1_001_200)];
  const page = pageWith({ answers: [second], holding: [first, second] });
  page.identifies(first);
  await vi.advanceTimersByTimeAsync(539_000);
  expect(page.heard).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(page.heard).toEqual(["identity_expired"]);
});
