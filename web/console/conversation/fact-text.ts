import type { Author, Entry } from "#protocol/entry";
import type { Customer } from "#protocol/customer";
import type { FlowBody } from "#protocol/flow-run";
import { t } from "../console-intl.ts";
import { customerName } from "./customer-name.ts";
import { untilText } from "./day-text.ts";

/** What a fact is worded from, beside itself. */
export type FactReader = { meId: string; customer: Customer };

/** Why it went back to the team. */
const lostFacts = {
  owner_away: "liveChat.fact.ownerAway",
  no_reply: "liveChat.fact.noReply",
  agent_left: "liveChat.fact.agentLeft",
  method: "liveChat.fact.released",
  taken: "liveChat.fact.released",
  transferred: "liveChat.fact.released",
} as const;

/**
 * A fact of the log in the reader's language; null for entries that are no facts (messages, notes) or that are shown at
 * another entry (edits, deletions).
 */
export function factText(entry: Entry, reader: FactReader): string | null {
  const { author, body } = entry;
  const isMe = (agent: { id: string } | null) => agent?.id === reader.meId;
  const byMe = author.kind === "agent" && isMe(author);
  const by = authorName(author, reader);
  switch (body.kind) {
    case "started": {
      const names = { customer: customerName(body.customer), site: body.site.name };
      return body.topic === null
        ? t("liveChat.fact.started", names)
        : t("liveChat.fact.startedTopic", { ...names, topic: body.topic });
    }
    case "assigned":
      if (body.to === null) return t(lostFacts[body.reason]);
      if (body.reason === "method") {
        return isMe(body.to) ? t("liveChat.fact.methodYou") : t("liveChat.fact.method", { agent: body.to.name });
      }
      if (body.reason === "taken") {
        return isMe(body.to) ? t("liveChat.fact.takenYou") : t("liveChat.fact.taken", { agent: body.to.name });
      }
      return isMe(body.to) ? t("liveChat.fact.givenYou") : t("liveChat.fact.given", { agent: body.to.name });
    case "transferred":
      if (author.kind === "system")
        return body.to === null
          ? t("liveChat.fact.moved", { team: body.team.name })
          : isMe(body.to)
            ? t("liveChat.fact.givenYou")
            : t("liveChat.fact.given", { agent: body.to.name });
      if (body.to === null) {
        return byMe
          ? t("liveChat.fact.transferredTeamYouBy", { team: body.team.name })
          : t("liveChat.fact.transferredTeam", { by, team: body.team.name });
      }
      if (isMe(body.to)) return t("liveChat.fact.transferredYou", { by });
      return byMe
        ? t("liveChat.fact.transferredAgentYouBy", { to: body.to.name })
        : t("liveChat.fact.transferredAgent", { by, to: body.to.name });
    case "joined":
      return isMe(body.agent) ? t("liveChat.fact.joinedYou") : t("liveChat.fact.joined", { agent: body.agent.name });
    case "left":
      return isMe(body.agent) ? t("liveChat.fact.leftYou") : t("liveChat.fact.left", { agent: body.agent.name });
    case "status":
      return statusText(entry.at, body, { by, byMe, customer: customerName(reader.customer) });
    case "identified":
      return t(body.customer.verified ? "liveChat.fact.identifiedVerified" : "liveChat.fact.identified", {
        customer: customerName(body.customer),
      });
    case "flow":
      return flowText(body, { by, byMe, isMe });
    // Worded by cobrowsing/cobrowsing-fact.tsx, which loads with the first of them.
    case "cobrowse":
    case "cobrowse_acted":
    case "message":
    case "note":
    case "edited":
    case "deleted":
    case "call":
      return null;
    default:
      return body satisfies never;
  }
}

function statusText(
  at: number,
  body: Extract<Entry["body"], { kind: "status" }>,
  who: { by: string; byMe: boolean; customer: string },
): string {
  const agent = who.by;
  switch (body.to) {
    case "done":
      if (body.reason === "flow") return t("liveChat.fact.doneFlow");
      return who.byMe ? t("liveChat.fact.doneYou") : t("liveChat.fact.done", { agent });
    case "snoozed": {
      if (body.until === null) {
        return who.byMe ? t("liveChat.fact.snoozedReplyYou") : t("liveChat.fact.snoozedReply", { agent });
      }
      const time = untilText(body.until, at);
      return who.byMe ? t("liveChat.fact.snoozedYou", { time }) : t("liveChat.fact.snoozed", { agent, time });
    }
    case "open":
      if (body.reason === "customer_wrote") return t("liveChat.fact.reopenedByCustomer", { customer: who.customer });
      if (body.reason === "snooze_over") return t("liveChat.fact.reopenedByTime");
      return who.byMe ? t("liveChat.fact.reopenedYou") : t("liveChat.fact.reopened", { agent });
    default:
      return body.to satisfies never;
  }
}

/** What a run did that an agent wants to know: that it began and ended, and what failed. Its messages say the rest. */
function flowText(
  { did, run, outcome, fault }: FlowBody,
  who: { by: string; byMe: boolean; isMe: (agent: { id: string }) => boolean },
): string | null {
  const flow = run.flow.name;
  const why = fault === undefined ? "" : t(`liveChat.fault.${fault}`);
  switch (did) {
    case "began":
      if (run.by === null) return t("liveChat.fact.flowBegan", { flow });
      return who.isMe(run.by)
        ? t("liveChat.fact.flowSentYou", { flow })
        : t("liveChat.fact.flowSent", { flow, agent: run.by.name });
    case "stepped":
      return fault === undefined ? null : t("liveChat.fact.flowStepFailed", { flow, why });
    case "ended":
      switch (outcome) {
        case "handed_over":
          return fault === undefined
            ? t("liveChat.fact.flowHandedOver", { flow })
            : t("liveChat.fact.flowHandedOverFor", { flow, why });
        case "person":
          return t("liveChat.fact.flowPerson", { flow });
        case "taken_over":
        case "stopped":
          return who.byMe
            ? t("liveChat.fact.flowStoppedYou", { flow })
            : t("liveChat.fact.flowStopped", { flow, agent: who.by });
        case "left":
          return t("liveChat.fact.flowLeft", { flow });
        case "broken":
          return t("liveChat.fact.flowBroke", { flow, why });
        case "finished":
        case undefined:
          return t("liveChat.fact.flowFinished", { flow });
        default:
          return outcome satisfies never;
      }
    default:
      return did satisfies never;
  }
}

function authorName(author: Author, reader: FactReader): string {
  switch (author.kind) {
    case "agent":
      return author.name;
    case "customer":
      return customerName(reader.customer);
    case "system":
      return t("liveChat.fact.somebody");
    default:
      return author satisfies never;
  }
}
