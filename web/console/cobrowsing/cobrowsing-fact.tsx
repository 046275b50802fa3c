import MonitorOff from "lucide-solid/icons/monitor-off";
import MousePointerClick from "lucide-solid/icons/mouse-pointer-click";
import ScreenShare from "lucide-solid/icons/screen-share";
import { Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Entry } from "#protocol/entry";
import { ClockTime } from "../../ui/relative-time.tsx";
import { useConversation } from "../conversation/conversation-context.tsx";
import { DesktopOffer } from "./desktop-offer.tsx";
import { actedText, cobrowseText } from "./cobrowsing-fact-text.ts";
import "./cobrowsing-fact.css";

const goingOn = ["asked", "accepted", "controlled"];

/** What happened in co-browsing, as a fact among the entries. */
export function CobrowsingFact(props: { entry: Entry; lineKey: string }) {
  const { name, meId, store } = useConversation();
  const who = () => {
    const { author } = props.entry;
    const isAgent = author.kind === "agent";
    return { you: isAgent && author.id === meId, by: isAgent ? author.name : name(), customer: name() };
  };
  const text = () => {
    const { body } = props.entry;
    if (body.kind === "cobrowse") return cobrowseText(body, who());
    return body.kind === "cobrowse_acted" ? actedText(body, who()) : "";
  };
  const kind = () => {
    const { body } = props.entry;
    return body.kind === "cobrowse" ? `cobrowse-${body.happened.step}` : body.kind;
  };
  const icon = () => {
    const { body } = props.entry;
    if (body.kind !== "cobrowse") return MousePointerClick;
    return goingOn.includes(body.happened.step) ? ScreenShare : MonitorOff;
  };
  /** The page cannot be shown: as long as nothing came of it, there is another way. */
  const isStuck = () => {
    const { body, seq } = props.entry;
    return (
      body.kind === "cobrowse" &&
      body.happened.step === "ended" &&
      body.happened.notShown === true &&
      store.state()?.seq === seq
    );
  };
  return (
    <p class="entry-fact" data-line={props.lineKey} data-kind={kind()}>
      <Dynamic component={icon()} />
      <span dir="auto">{text()}</span>
      <ClockTime at={props.entry.at} class="entry-fact-time" />
      <Show when={isStuck()}>
        <span class="cobrowsing-stuck">
          <DesktopOffer />
        </span>
      </Show>
    </p>
  );
}
