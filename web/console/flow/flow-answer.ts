import { createEffect, createSignal, on, onCleanup } from "solid-js";
import type { ErrorCode } from "#protocol/error";
import type { HttpResult } from "../../connection/http.ts";

/**
 * What the server says to a question, asked at once and again when `key` changes; nothing is asked while that is null. The last answer
 * stands until the next one is here. No resource: a screen that waits for one is hidden as a whole, and lists beside a drawing must not hide it.
 */
export function createAnswer<Key, Value>(key: () => Key | null, ask: (key: Key) => Promise<HttpResult<Value>>) {
  const [value, setValue] = createSignal<Value | null>(null);
  const [refused, setRefused] = createSignal<ErrorCode | null>(null);
  let round = 0;
  const again = async () => {
    const asked = key();
    if (asked === null) return;
    round += 1;
    const mine = round;
    const answer = await ask(asked);
    if (mine !== round) return;
    if (answer.ok) setValue(() => answer.value);
    setRefused(answer.ok ? null : answer.error.code);
  };
  createEffect(on(key, () => void again()));
  onCleanup(() => (round += 1));
  return { value, refused, again, put: (next: Value) => setValue(() => next) };
}
