import CircleAlert from "lucide-solid/icons/circle-alert";
import Clock from "lucide-solid/icons/clock";
import LockKeyhole from "lucide-solid/icons/lock-keyhole";
import { Match, Show, Switch } from "solid-js";
import type { PendingLine } from "../../store/own-commands.ts";
import { Button } from "../../ui/button.tsx";
import { t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";
import { refusalText } from "./conversation-refusals.ts";
import { consolePart } from "../console-screen.ts";
import { EntryWords } from "./entry-words.tsx";

/** Loads with the first card. */
const EntryArticle = consolePart(() => import("./entry-article.tsx").then((file) => file.EntryArticle));

/** An own message or note that is not in the log yet, with what can be done about one that was refused. */
export function PendingEntry(props: { line: PendingLine }) {
  const screen = useConversation();
  const { store } = screen;
  const command = () => props.line.command;
  const failed = () => (props.line.state.kind === "failed" ? props.line.state : null);
  const editAgain = () => {
    const given = store.discard(command().id);
    if (given?.kind === "message") screen.writeAgain("reply", given.text);
    if (given?.kind === "note") screen.writeAgain("note", given.text);
  };
  return (
    <div
      class="entry"
      data-line={`pending ${command().id}`}
      data-side="team"
      data-kind={command().kind}
      data-mine
      data-first
      data-last
      data-pending={failed() ? undefined : ""}
      data-failed={failed() ? "" : undefined}
    >
      <div class="entry-main">
        <Show when={command().kind === "note"}>
          <p class="entry-note-head">
            <LockKeyhole />
            <strong>{t("liveChat.entry.note")}</strong>
            <span>{t("liveChat.you")}</span>
          </p>
        </Show>
        <div class="entry-row">
          <div class="entry-bubble">
            {command().text === "" && t("liveChat.row.files", { count: command().attachments?.length ?? 0 })}
            <EntryWords text={command().text} isTeams mentions={mentionsOf(command())} meId={screen.meId} />
            <Show when={articleOf(command())}>{(card) => <EntryArticle card={card()} />}</Show>
          </div>
        </div>
        <Switch>
          <Match when={failed()}>
            {(state) => (
              <p class="entry-failed" role="alert">
                <CircleAlert />
                <span>
                  <strong>{t("liveChat.entry.failed")}.</strong> {refusalText(state().code, state().detail)}
                </span>
                <span class="entry-failed-actions">
                  <Button size="sm" variant="ghost" onClick={() => store.retry(command().id)}>
                    {t("liveChat.entry.retry")}
                  </Button>
                  <Button size="sm" variant="ghost" onClick={editAgain}>
                    {t("liveChat.entry.editAgain")}
                  </Button>
                  <Button size="sm" variant="ghost" onClick={() => store.discard(command().id)}>
                    {t("liveChat.entry.discard")}
                  </Button>
                </span>
              </p>
            )}
          </Match>
          <Match when={true}>
            <p class="entry-foot">
              <span class="entry-mark">
                <Clock />
                {t(props.line.state.kind === "waiting" ? "liveChat.entry.waiting" : "liveChat.entry.sending")}
              </span>
            </p>
          </Match>
        </Switch>
      </div>
    </div>
  );
}

function articleOf(command: PendingLine["command"]) {
  return command.kind === "message" ? command.article : undefined;
}

function mentionsOf(command: PendingLine["command"]): readonly string[] | undefined {
  return command.kind === "note" ? command.mentions : undefined;
}
