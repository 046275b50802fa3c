import type { Entry } from "#protocol/entry";
import ArrowRightLeft from "lucide-solid/icons/arrow-right-left";
import CircleCheck from "lucide-solid/icons/circle-check";
import CircleDot from "lucide-solid/icons/circle-dot";
import Fingerprint from "lucide-solid/icons/fingerprint-pattern";
import Hand from "lucide-solid/icons/hand";
import LogIn from "lucide-solid/icons/log-in";
import LogOut from "lucide-solid/icons/log-out";
import MoonStar from "lucide-solid/icons/moon-star";
import Play from "lucide-solid/icons/play";
import Undo2 from "lucide-solid/icons/undo-2";
import { Show, createMemo, type Component } from "solid-js";
import { Dynamic } from "solid-js/web";
import { CallEntry } from "../call/call-parts.ts";
import { CobrowsingFact } from "../cobrowsing/cobrowsing-parts.ts";
import { ClockTime } from "../../ui/relative-time.tsx";
import { useConversation } from "./conversation-context.tsx";
import { factText } from "./fact-text.ts";
import "./entry-fact.css";

/** Something that happened, said in the reader's language. */
export function EntryFact(props: { entry: Entry; lineKey: string }) {
  const { store, meId } = useConversation();
  const text = createMemo(() => {
    const customer = store.state()?.customer;
    return customer ? factText(props.entry, { meId, customer }) : null;
  });
  const isCobrowsing = () => props.entry.body.kind === "cobrowse" || props.entry.body.kind === "cobrowse_acted";
  return (
    <Show
      when={text()}
      fallback={
        <Show when={isCobrowsing()} fallback={<CallFact entry={props.entry} lineKey={props.lineKey} />}>
          <CobrowsingFact entry={props.entry} lineKey={props.lineKey} />
        </Show>
      }
    >
      <p class="entry-fact" data-line={props.lineKey} data-kind={factKind(props.entry)}>
        <Dynamic component={iconOf(props.entry)} />
        <span dir="auto">{text()}</span>
        <ClockTime at={props.entry.at} class="entry-fact-time" />
      </p>
    </Show>
  );
}

/** A call's words load with the first one. */
function CallFact(props: { entry: Entry; lineKey: string }) {
  const { meId, name } = useConversation();
  return (
    <Show when={props.entry.body.kind === "call"}>
      <CallEntry
        entry={props.entry}
        lineKey={props.lineKey}
        meId={meId}
        customer={name()}
        fallback={<p class="entry-fact" data-line={props.lineKey} />}
      />
    </Show>
  );
}

function factKind({ body }: Entry): string {
  return body.kind === "status" ? body.to : body.kind;
}

function iconOf({ body }: Entry): Component {
  switch (body.kind) {
    case "started":
      return Play;
    case "assigned":
      return body.to === null ? Undo2 : Hand;
    case "transferred":
      return ArrowRightLeft;
    case "joined":
      return LogIn;
    case "left":
      return LogOut;
    case "identified":
      return Fingerprint;
    case "status":
      return body.to === "done" ? CircleCheck : body.to === "snoozed" ? MoonStar : CircleDot;
    default:
      return CircleDot;
  }
}
