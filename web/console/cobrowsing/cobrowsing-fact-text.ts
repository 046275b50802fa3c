import type { Entry } from "#protocol/entry";
import { durationText } from "../../ui/time-text.ts";
import { intl } from "../console-intl.ts";
import { t } from "./cobrowsing-intl.ts";

type CobrowseBody = Extract<Entry["body"], { kind: "cobrowse" }>;
type Ended = Extract<CobrowseBody["happened"], { step: "ended" }>;

/** `you`: the reader did it. `by` and `customer` are names. */
type Who = { you: boolean; by: string; customer: string };

/** What happened to a co-browsing session, in the reader's language. */
export function cobrowseText({ happened }: CobrowseBody, who: Who): string {
  const { customer } = who;
  switch (happened.step) {
    case "asked":
      return who.you
        ? t("cobrowsing.fact.cobrowseAskedYou", { customer })
        : t("cobrowsing.fact.cobrowseAsked", { agent: who.by, customer });
    case "accepted":
      return t("cobrowsing.fact.cobrowseAccepted", { customer, origin: happened.origin.replace(/^https?:\/\//, "") });
    case "declined":
      return t("cobrowsing.fact.cobrowseDeclined", { customer });
    case "missed":
      return t("cobrowsing.fact.cobrowseMissed", { customer });
    case "withdrawn":
      return t("cobrowsing.fact.cobrowseWithdrawn");
    case "controlled":
      return t("cobrowsing.fact.cobrowseControlled", { customer, agent: happened.agent.name });
    case "ended":
      return endedText(happened, who);
    default:
      return happened satisfies never;
  }
}

/** The summary: why it ended, who saw what for how long. */
function endedText({ reason, notShown, seconds, agents, pages, controlled }: Ended, who: Who): string {
  const why = notShown
    ? t("cobrowsing.fact.cobrowseNotShown", { customer: who.customer })
    : reason === "agent"
      ? who.you
        ? t("cobrowsing.fact.cobrowseEndedYou")
        : t("cobrowsing.fact.cobrowseEndedAgent", { agent: who.by })
      : t(`cobrowsing.fact.cobrowseEnded.${reason}`, { customer: who.customer });
  const facts = [
    durationText(seconds * 1_000, intl.locale()),
    t("cobrowsing.fact.cobrowsePages", { count: pages }),
    agents.length === 0
      ? t("cobrowsing.fact.cobrowseSeenByNobody")
      : t("cobrowsing.fact.cobrowseSeenBy", { agents: intl.list(agents.map(({ name }) => name)) }),
    ...(controlled ? [t("cobrowsing.fact.cobrowseWithControl")] : []),
  ];
  return t("cobrowsing.fact.cobrowseSummary", { why, facts: facts.join(" · ") });
}

/** What an agent did in the customer's page. */
export function actedText(
  { action, on, enter }: Extract<Entry["body"], { kind: "cobrowse_acted" }>,
  { you, by }: Pick<Who, "you" | "by">,
): string {
  const what = enter ? "enter" : action;
  return you ? t(`cobrowsing.fact.acted.${what}You`, { on }) : t(`cobrowsing.fact.acted.${what}`, { agent: by, on });
}
