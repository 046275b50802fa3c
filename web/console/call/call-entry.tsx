import type { CallPerson } from "#protocol/call";
import type { Entry } from "#protocol/entry";
import Phone from "lucide-solid/icons/phone";
import PhoneMissed from "lucide-solid/icons/phone-missed";
import PhoneOff from "lucide-solid/icons/phone-off";
import ScreenShare from "lucide-solid/icons/screen-share";
import { Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { personOf } from "#domain/call/call";
import { callFactText, personName } from "../../call/call-words.ts";
import { ClockTime } from "../../ui/relative-time.tsx";

/** What happened to a call, as a line of the log. */
export function CallEntry(props: { entry: Entry; lineKey: string; meId: string; customer: string }) {
  const fact = () => (props.entry.body.kind === "call" ? props.entry.body.fact : null);
  const icon = () => {
    switch (fact()?.kind) {
      case "missed":
      case "declined":
        return PhoneMissed;
      case "ended":
      case "cancelled":
      case "left":
        return PhoneOff;
      case "desktop":
        return ScreenShare;
      default:
        return Phone;
    }
  };
  const by = () => (props.entry.author.kind === "system" ? null : personOf(props.entry.author, props.customer));
  const nameOf = (person: CallPerson) => (person.kind === "customer" ? props.customer : personName(person));
  return (
    <Show when={fact()}>
      {(known) => (
        <p class="entry-fact" data-line={props.lineKey} data-kind={`call-${known().kind}`}>
          <Dynamic component={icon()} />
          <span dir="auto">{callFactText(known(), { me: props.meId, by: by(), nameOf })}</span>
          <ClockTime at={props.entry.at} class="entry-fact-time" />
        </p>
      )}
    </Show>
  );
}
