import { filesText } from "./files-text.ts";
import type { InboxRow } from "#protocol/inbox";
import { useLocation } from "@solidjs/router";
import AtSign from "lucide-solid/icons/at-sign";
import BadgeCheck from "lucide-solid/icons/badge-check";
import MoonStar from "lucide-solid/icons/moon-star";
import PencilLine from "lucide-solid/icons/pencil-line";
import Reply from "lucide-solid/icons/reply";
import Workflow from "lucide-solid/icons/workflow";
import { Show, createMemo } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { Count } from "../../ui/badge.tsx";
import { useClock } from "../../ui/clock.ts";
import { markupWords } from "../../ui/markup.ts";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { customerName } from "../conversation/customer-name.ts";
import { untilText } from "../conversation/day-text.ts";
import { conversationAddress } from "./live-chat-address.ts";
import { useLiveChat } from "./live-chat-context.tsx";
import { teamName } from "./team-name.ts";
import { WaitingMark } from "./waiting-mark.tsx";
import "../../ui/list-row.css";
import "./inbox-row.css";

/** A conversation in a list: who, what was said last, how long they wait, whose it is. */
export function InboxRowView(props: { row: InboxRow; left: boolean; focusable: boolean; onOpen?: () => void }) {
  const { me, inbox, directory } = useConsole();
  const liveChat = useLiveChat();
  const location = useLocation();
  const name = createMemo(() => customerName(props.row.customer));
  const current = () => liveChat.conversationId() === props.row.id;
  const owner = () => props.row.assignee;
  const hasDraft = () => !current() && liveChat.drafts.hasDraft(props.row.id);
  const about = () =>
    [
      props.row.number === null ? null : t("liveChat.number", { number: String(props.row.number) }),
      props.row.site.name,
      me().teams.length > 1 ? teamName(me(), props.row.team) : null,
    ]
      .filter((part) => part !== null)
      .join(" · ");

  return (
    <a
      class="ui-list-row inbox-row"
      href={`${conversationAddress(props.row.id, liveChat.listName())}${withoutPlace(location.search)}`}
      aria-current={current() ? "page" : undefined}
      tabindex={props.focusable ? 0 : -1}
      data-unread={props.row.unread > 0 ? "" : undefined}
      data-left={props.left ? "" : undefined}
      onClick={() => props.onOpen?.()}
    >
      <Avatar name={props.row.customer.name ?? props.row.customer.email ?? ""} seed={props.row.customer.id} size="md" />
      <span class="inbox-row-main">
        <span class="inbox-row-line">
          <span class="inbox-row-name ui-truncate" dir="auto">
            {name()}
          </span>
          <Show when={props.row.customer.verified}>
            <span class="inbox-row-verified" role="img" aria-label={t("liveChat.verified")}>
              <BadgeCheck />
            </span>
          </Show>
          <span class="inbox-row-end">
            <RowTime row={props.row} skew={inbox.serverNow() - Date.now()} />
          </span>
        </span>
        <span class="inbox-row-line">
          <LastWords row={props.row} hasDraft={hasDraft()} />
          <span class="inbox-row-end">
            <Show when={inbox.mentions().some(({ conversation }) => conversation === props.row.id)}>
              <span class="inbox-row-mention" role="img" aria-label={t("liveChat.row.mentioned")}>
                <AtSign />
              </span>
            </Show>
            <Count value={props.row.unread} label={t("liveChat.list.unread", { count: props.row.unread })} />
          </span>
        </span>
        <span class="inbox-row-line inbox-row-about">
          <Show when={props.row.priority}>
            {(priority) => (
              <span class="inbox-row-priority" data-priority={priority()}>
                <span class="ui-hidden">{t("liveChat.panel.priority")}: </span>
                {t(`liveChat.panel.priority.${priority()}`)}
              </span>
            )}
          </Show>
          <span class="ui-truncate">{about()}</span>
          <RowTags tags={props.row.tags ?? []} />
          <span class="inbox-row-end">
            <Show when={owner() === null && props.row.flow}>
              {(flow) => (
                <span class="inbox-row-flow" title={t("liveChat.row.flow", { flow: flow().name })}>
                  <Workflow />
                  <span class="ui-hidden">{t("liveChat.row.flow", { flow: flow().name })}</span>
                </span>
              )}
            </Show>
            <Show when={owner()}>
              {(agent) => (
                <span class="inbox-row-owner" title={t("liveChat.row.owner", { name: agent().name })}>
                  <Avatar
                    name={agent().name}
                    seed={agent().id}
                    picture={directory().find(({ id }) => id === agent().id)?.picture ?? undefined}
                    size="xs"
                  />
                  <span class="ui-hidden">{t("liveChat.row.owner", { name: agent().name })}</span>
                </span>
              )}
            </Show>
          </span>
        </span>
      </span>
    </a>
  );
}

/** The first of them, and how many there are besides. */
function RowTags(props: { tags: readonly string[] }) {
  return (
    <Show when={props.tags[0]}>
      {(first) => (
        <span class="inbox-row-tags" title={props.tags.join(", ")}>
          <span class="ui-hidden">
            {t("liveChat.panel.tags")}: {props.tags.join(", ")}
          </span>
          <span class="inbox-row-tag ui-truncate" aria-hidden="true" dir="auto">
            {first()}
          </span>
          <Show when={props.tags.length > 1}>
            <span aria-hidden="true">+{props.tags.length - 1}</span>
          </Show>
        </span>
      )}
    </Show>
  );
}

function RowTime(props: { row: InboxRow; skew: number }) {
  const waits = () => (props.row.status === "open" ? props.row.waitingSince : null);
  return (
    <Show when={waits()} fallback={<QuietTime row={props.row} />}>
      {(since) => <WaitingMark since={since()} skew={props.skew} />}
    </Show>
  );
}

function QuietTime(props: { row: InboxRow }) {
  const now = useClock();
  return (
    <Show
      when={props.row.status === "snoozed"}
      fallback={<RelativeTime class="inbox-row-time" at={props.row.lastAt} short />}
    >
      <span class="inbox-row-time inbox-row-snooze">
        <MoonStar />
        {props.row.snoozedUntil === null
          ? t("liveChat.row.untilReply")
          : t("liveChat.row.until", { time: untilText(props.row.snoozedUntil, now()) })}
      </span>
    </Show>
  );
}

/** The draft of this agent first: it is what they would look for. */
function LastWords(props: { row: InboxRow; hasDraft: boolean }) {
  const last = () => props.row.lastMessage;
  return (
    <span class="inbox-row-words ui-truncate">
      <Show when={props.hasDraft}>
        <span class="inbox-row-draft">
          <PencilLine />
          {t("liveChat.row.draft")}
        </span>
      </Show>
      <Show when={last()} fallback={props.row.topic ?? t("liveChat.row.nothing")}>
        {(message) => (
          <>
            <Show when={message().by !== "customer"}>
              <span class="inbox-row-answer" role="img" aria-label={t("liveChat.row.answered")}>
                <Reply class="ui-mirror" />
              </span>
            </Show>
            <span dir="auto" data-deleted={words(message()) === "" ? "" : undefined}>
              {words(message()) || t("liveChat.row.deleted")}
            </span>
          </>
        )}
      </Show>
    </span>
  );
}

/** The team's words without the marks that form them. */
function words({ by, text, article, files }: NonNullable<InboxRow["lastMessage"]>): string {
  if (text === "" && article !== undefined) return t("composer.article.fact", { title: article });
  if (text === "" && files !== undefined) return filesText(files);
  return by === "agent" ? markupWords(text) : text;
}

function withoutPlace(search: string): string {
  const query = new URLSearchParams(search);
  query.delete("at");
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
