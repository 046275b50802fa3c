import Check from "lucide-solid/icons/check";
import CheckCheck from "lucide-solid/icons/check-check";
import CircleAlert from "lucide-solid/icons/circle-alert";
import Clock from "lucide-solid/icons/clock";
import { For, Match, Show, Switch } from "solid-js";
import { paths } from "#protocol/paths";
import { Avatar } from "../../ui/avatar.tsx";
import { FormattedText } from "../../ui/formatted-text.tsx";
import { lazyPart } from "../../ui/part.tsx";
import { RichText } from "../../ui/rich-text.tsx";
import { clockText, fullTimeText } from "../../ui/time-text.ts";
import { type Bubble, isEmojiOnly, type Line, type Mark } from "./conversation-lines.ts";
import { intl, t } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";
import { keyedList } from "./keyed-list.ts";
import "./message-group.css";

/** Loads with the first message that has files. */
const MessageFiles = lazyPart(() => import("./frame-files.tsx").then((file) => file.loadMessageFiles()));

/** What one person said in one go. Under it: when, and how far the customer's own words have come. */
export function MessageGroup(props: { group: Extract<Line, { kind: "group" }>; isLastOwn: boolean }) {
  const { config } = useFrame();
  const own = () => props.group.author.kind === "customer";
  const agent = () => (props.group.author.kind === "agent" ? props.group.author : null);
  const name = () => (own() ? t("message.you") : (agent()?.name ?? config.name));
  const picture = () => {
    const by = agent();
    return by === null ? undefined : paths.picture(by.id);
  };
  const bubbles = keyedList(() => props.group.bubbles);
  const last = () => props.group.bubbles.at(-1);
  return (
    <div class="message-group" data-own={own() ? "" : undefined}>
      <Show when={!own()}>
        <Avatar size="sm" name={name()} seed={agent()?.id} picture={picture()} />
      </Show>
      <div class="message-bubbles">
        <For each={bubbles()}>{({ item }) => <BubbleView bubble={item()} name={name()} own={own()} />}</For>
        <Show when={last()}>
          {(bubble) => (
            <p class="message-foot">
              <Show when={!own()}>
                <span class="ui-truncate">{name()}</span>
              </Show>
              <time datetime={new Date(bubble().at).toISOString()} title={fullTimeText(bubble().at, intl.locale())}>
                {clockText(bubble().at, intl.locale())}
              </time>
              <Show when={bubble().mark}>{(mark) => <MarkView mark={mark()} quiet={!props.isLastOwn} />}</Show>
            </p>
          )}
        </Show>
      </div>
    </div>
  );
}

/** Loads with the first message that was refused for good. */
const MessageFailed = lazyPart(() => import("./message-failed.tsx").then((file) => file.loadMessageFailed()));

/** Loads with the first card. */
const ArticleCard = lazyPart(() => import("./article-card.tsx").then((file) => file.ArticleCardButton));

/** Loads with the first buttons. */
const MessageButtons = lazyPart(() => import("./message-buttons.tsx").then((file) => file.MessageButtons));

function BubbleView(props: { bubble: Bubble; name: string; own: boolean }) {
  return (
    <>
      <Show
        when={!props.bubble.deleted}
        fallback={<p class="message-deleted">{t("message.deleted", { name: props.name })}</p>}
      >
        <div
          class="message-bubble"
          data-files={props.bubble.files ? "" : undefined}
          data-large={isEmojiOnly(props.bubble.text) ? "" : undefined}
          data-failed={props.bubble.mark === "failed" ? "" : undefined}
        >
          <span class="ui-hidden">{props.own ? t("message.youSaid") : t("message.said", { name: props.name })}: </span>
          <Show when={!props.own} fallback={<RichText text={props.bubble.text} />}>
            <FormattedText text={props.bubble.text} />
          </Show>
          <Show when={props.bubble.article} keyed>
            {(card) => <ArticleCard card={card} fallback={card.title} />}
          </Show>
          <Show when={props.bubble.files}>{(files) => <MessageFiles files={files()} />}</Show>
          <Show when={props.bubble.choice}>{(choice) => <MessageButtons choice={choice()} />}</Show>
          <Show when={props.bubble.edited}>
            <span class="message-edited">{t("message.edited")}</span>
          </Show>
        </div>
      </Show>
      <Show when={props.bubble.mark === "failed" && props.bubble.pending}>
        {(pending) => <MessageFailed pending={pending()} />}
      </Show>
    </>
  );
}

function MarkView(props: { mark: Mark; quiet: boolean }) {
  const text = () => t(`mark.${props.mark}`);
  return (
    <span class="message-mark" data-mark={props.mark}>
      <Switch fallback={<Check />}>
        <Match when={props.mark === "waiting" || props.mark === "sending"}>
          <Clock />
        </Match>
        <Match when={props.mark === "failed"}>
          <CircleAlert />
        </Match>
        <Match when={props.mark === "delivered" || props.mark === "read"}>
          <CheckCheck />
        </Match>
      </Switch>
      <span class={props.quiet ? "ui-hidden" : undefined}>{text()}</span>
    </span>
  );
}
