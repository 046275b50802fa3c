import { Show } from "solid-js";
import type { CustomerEntry } from "#protocol/entry";
import { personOf } from "#domain/call/call";
import { callFactText } from "../../call/call-words.ts";

/** What happened to a call, as a line between the messages. */
export function CallLine(props: { entry: CustomerEntry }) {
  const text = () => {
    const { body, author } = props.entry;
    if (body.kind !== "call") return null;
    return callFactText(body.fact, { me: "customer", by: author.kind === "system" ? null : personOf(author, null) });
  };
  return <Show when={text()}>{(words) => <p class="conversation-fact">{words()}</p>}</Show>;
}
