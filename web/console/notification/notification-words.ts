import { conversationAddress, listAddress } from "../inbox/live-chat-address.ts";
import { filesText } from "../inbox/files-text.ts";
import { t } from "../console-intl.ts";
import { customerName } from "../conversation/customer-name.ts";
import type { Card } from "./notification-decision.ts";

/** A card in words: `kicker` says what happened (empty where the title does), `title` who it is about, `body` the last words. */
export type CardWords = { kicker: string; title: string; body: string };

export function cardWords(card: Card): CardWords {
  switch (card.kind) {
    case "line":
      return {
        kicker: "",
        title: t("notification.line", { count: card.count }),
        body: t("notification.lineText"),
      };
    case "mention":
      return {
        kicker: t(card.call ? "notification.callInvite" : "notification.mention", { name: card.by }),
        title: card.customer ?? t("liveChat.title"),
        body: card.call ? t("notification.callInviteText") : card.text,
      };
    case "message":
      return { ...about(card.row), kicker: t("notification.message", { name: customerName(card.row.customer) }) };
    case "calling":
      return {
        kicker: t("notification.calling"),
        title: customerName(card.row.customer),
        body: t(card.row.call?.purpose === "audio" ? "notification.callingAudio" : "notification.callingVideo"),
      };
    case "waiting":
    case "assigned":
    case "returned":
      return { ...about(card.row), kicker: t(`notification.${card.kind}`) };
  }
}

function about({ customer, lastMessage }: Extract<Card, { row: unknown }>["row"]) {
  const said = lastMessage?.text || (lastMessage?.files && filesText(lastMessage.files));
  return { title: customerName(customer), body: said || t("notification.nothingYet") };
}

/** Where a card leads: to the conversation, beside the list in which it stands. */
export function cardAddress(card: Card): string {
  switch (card.kind) {
    case "line":
      return listAddress("waiting");
    case "mention":
      return conversationAddress(card.conversationId);
    case "calling":
      return conversationAddress(card.row.id, card.row.assignee === null ? "waiting" : "mine");
    case "waiting":
      return conversationAddress(card.row.id, "waiting");
    case "assigned":
    case "returned":
    case "message":
      return conversationAddress(card.row.id, "mine");
  }
}
