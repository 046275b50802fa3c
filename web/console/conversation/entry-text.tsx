import type { Entry } from "#protocol/entry";
import { limits } from "#protocol/limits";
import LockKeyhole from "lucide-solid/icons/lock-keyhole";
import Trash from "lucide-solid/icons/trash";
import { Match, Show, Switch, createMemo } from "solid-js";
import { MessageFiles } from "../../attachment/message-files.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { ClockTime } from "../../ui/relative-time.tsx";
import { clockText, fullTimeText } from "../../ui/time-text.ts";
import { useConsole } from "../console-context.tsx";
import { intl, t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";
import { createPassed } from "./deadline.ts";
import { consolePart } from "../console-screen.ts";
import { EntryActions, SaveAsBlock } from "./entry-actions.tsx";
import { EntryButtons } from "./entry-buttons.tsx";
import { EntryEditor } from "./entry-editor.tsx";
import type { Line } from "./entry-lines.ts";
import { EntryReceipt } from "./entry-receipt.tsx";
import { EntryWords } from "./entry-words.tsx";
import { FailedChange } from "./entry-failed-change.tsx";
import "./entry-text.css";

/** Loads with the first card. */
const EntryArticle = consolePart(() => import("./entry-article.tsx").then((file) => file.EntryArticle));

type TextLine = Extract<Line, { kind: "text" }>;

/** A message or a note. The customer stands at the start side, the team at the end side; notes have the team's own surface. */
export function EntryText(props: { line: TextLine; flashed: boolean }) {
  const { directory } = useConsole();
  const screen = useConversation();
  const { store, meId } = screen;
  const entry = () => props.line.entry;
  const body = createMemo(() => textBody(entry()));
  const author = () => entry().author;
  const buttons = () => {
    const { body: said } = entry();
    return said.kind === "message" && said.buttons ? { buttons: said.buttons, chosen: said.chosen } : null;
  };
  const isMine = () => isBy(entry(), meId);
  const side = () => (author().kind === "customer" ? "customer" : "team");
  const authorName = () => {
    const by = author();
    if (by.kind === "agent") return by.id === meId ? t("liveChat.you") : by.name;
    // What a flow says, the company says.
    return by.kind === "system" ? (store.state()?.site.name ?? "") : screen.name();
  };
  const picture = () => {
    const by = author();
    return by.kind === "agent" ? directory().find(({ id }) => id === by.id)?.picture : undefined;
  };
  const isOver = createPassed(() => entry().at - screen.skew() + limits.editWindowMs);
  const change = () => store.changes().get(entry().seq);
  const canChange = () => isMine() && !isOver() && body().deletedAt === null && change()?.command.kind !== "delete";
  const isEditing = () => screen.editing() === entry().seq && canChange();
  const seed = () => {
    const by = author();
    if (by.kind === "agent") return by.id;
    return (by.kind === "system" ? store.state()?.site.id : store.state()?.customer.id) ?? "";
  };

  return (
    <div
      class="entry"
      data-line={props.line.key}
      data-side={side()}
      data-kind={body().kind}
      data-first={props.line.first ? "" : undefined}
      data-last={props.line.last ? "" : undefined}
      data-flashed={props.flashed ? "" : undefined}
      data-mine={isMine() ? "" : undefined}
    >
      <Show when={!isMine()}>
        <span class="entry-face">
          <Show when={props.line.first}>
            <Avatar
              name={
                author().kind === "customer"
                  ? (store.state()?.customer.name ?? store.state()?.customer.email ?? "")
                  : authorName()
              }
              seed={seed()}
              picture={picture() ?? undefined}
              size="sm"
            />
          </Show>
        </span>
      </Show>
      <div class="entry-main">
        <Show
          when={body().kind === "note"}
          fallback={<MessageName line={props.line} name={authorName()} isMine={isMine()} />}
        >
          <Show when={props.line.first}>
            <p class="entry-note-head">
              <LockKeyhole />
              <strong>{t("liveChat.entry.note")}</strong>
              <span>{authorName()}</span>
              <ClockTime at={entry().at} />
              <span class="entry-note-audience">{t("liveChat.entry.noteAudience")}</span>
            </p>
          </Show>
        </Show>
        <div class="entry-row">
          <Switch>
            <Match when={isEditing()}>
              <EntryEditor entry={entry()} />
            </Match>
            <Match when={body().deletedAt !== null}>
              <p class="entry-bubble entry-deleted">
                <Trash />
                {t(body().kind === "note" ? "liveChat.entry.noteDeleted" : "liveChat.entry.deleted")}
              </p>
            </Match>
            <Match when={true}>
              <div
                class="entry-bubble"
                title={fullTimeText(entry().at, intl.locale())}
                data-files={body().attachments ? "" : undefined}
                data-changing={isUnderWay(change()) ? "" : undefined}
              >
                <span class="ui-hidden">
                  {t("liveChat.entry.by", { name: authorName(), time: clockText(entry().at, intl.locale()) })}:{" "}
                </span>
                <Show when={body().text}>
                  <EntryWords text={body().text} isTeams={side() === "team"} mentions={body().mentions} meId={meId} />
                </Show>
                <Show when={body().attachments}>{(files) => <MessageFiles files={files()} />}</Show>
                <Show when={articleOf(entry())}>{(card) => <EntryArticle card={card()} />}</Show>
                <Show when={buttons()}>
                  {(choices) => <EntryButtons buttons={choices().buttons} chosen={choices().chosen} />}
                </Show>
                <Show when={body().editedAt !== null}>
                  <span class="entry-edited"> {t("liveChat.entry.edited")}</span>
                </Show>
              </div>
              <Show when={author().kind === "agent" && body().text !== ""}>
                <SaveAsBlock text={body().text} />
              </Show>
              <Show when={canChange()}>
                <EntryActions entry={entry()} />
              </Show>
            </Match>
          </Switch>
        </div>
        <Show when={change()}>{(queued) => <FailedChange change={queued()} />}</Show>
        <Show when={body().kind === "message"}>
          <MessageFoot line={props.line} side={side()} />
        </Show>
      </div>
    </div>
  );
}

function MessageName(props: { line: TextLine; name: string; isMine: boolean }) {
  return (
    <Show when={props.line.first && props.line.entry.author.kind !== "customer" && !props.isMine}>
      <p class="entry-name" dir="auto">
        {props.name}
      </p>
    </Show>
  );
}

/** The time under the last message of a group, and how far the team's got. */
function MessageFoot(props: { line: TextLine; side: "customer" | "team" }) {
  return (
    <Show when={props.line.last || props.side === "team"}>
      <EntryReceipt line={props.line} isOurs={props.side === "team"} />
    </Show>
  );
}

function isUnderWay(change: { state: { kind: string } } | undefined): boolean {
  return change !== undefined && change.state.kind !== "failed" && change.state.kind !== "sent";
}

function isBy(entry: Entry, agentId: string): boolean {
  return entry.author.kind === "agent" && entry.author.id === agentId;
}

function articleOf({ body }: Entry) {
  return body.kind === "message" ? body.article : undefined;
}

function textBody({ body }: Entry) {
  if (body.kind === "note") return body;
  if (body.kind === "message") return { ...body, mentions: undefined };
  throw new Error(`A ${body.kind} is no text`);
}
