import type { Author, CustomerEntry } from "#protocol/entry";
import { durationText } from "../../ui/time-text.ts";
import { t } from "./cobrowse-intl.ts";
import { intl } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";

type CobrowseBody = Extract<CustomerEntry["body"], { kind: "cobrowse" }>;

/** What happened to a co-browsing session, as a line of the conversation. */
export function CobrowseEntry(props: { body: CobrowseBody; author: Author }) {
  const { store } = useFrame();
  const agent = () => (props.author.kind === "agent" ? props.author.name : (store.state()?.speaker?.name ?? ""));
  const words = () => {
    const { happened } = props.body;
    switch (happened.step) {
      case "asked":
        return t("cobrowse.fact.asked", { agent: agent() });
      case "accepted":
      case "declined":
      case "missed":
        return t(`cobrowse.fact.${happened.step}`);
      case "withdrawn":
        return t("cobrowse.fact.withdrawn", { agent: agent() });
      case "controlled":
        return t("cobrowse.fact.controlled", { agent: happened.agent.name });
      case "ended":
        return t("cobrowse.fact.ended", { time: durationText(happened.seconds * 1_000, intl.locale()) });
      default:
        return happened satisfies never;
    }
  };
  return <p class="conversation-fact">{words()}</p>;
}
