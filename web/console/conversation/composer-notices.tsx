import TriangleAlert from "lucide-solid/icons/triangle-alert";
import MessageSquareText from "lucide-solid/icons/message-square-text";
import Workflow from "lucide-solid/icons/workflow";
import { Match, Show, Switch, createEffect, on } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";
import type { Collision } from "./composer-collision.ts";

/** One line over the text about what somebody should know before they send; the gravest alone. */
export function ComposerNotices(props: { collision: Collision; onSend: () => void; onLook: () => void }) {
  const screen = useConversation();
  const { store } = screen;
  let anyway: HTMLButtonElement | undefined;

  const newer = () => props.collision.newer();
  const owner = () => {
    const assignee = store.state()?.assignee;
    return assignee && assignee.id !== screen.meId ? assignee : null;
  };
  const collisionText = () => {
    const [first] = newer();
    if (!first || newer().length > 1) return t("liveChat.composer.collisionMany", { count: newer().length });
    return first.author.kind === "agent"
      ? t("liveChat.composer.collision", { name: first.author.name })
      : t("liveChat.composer.collisionCustomer", { name: screen.name() });
  };
  const look = () => {
    const first = newer()[0];
    props.collision.looked();
    if (first) screen.show(first.seq);
    props.onLook();
  };

  createEffect(on(props.collision.held, (held) => held && queueMicrotask(() => anyway?.focus())));

  return (
    <div role="status">
      <Switch>
        <Match when={screen.tab() === "reply" && newer().length > 0}>
          <div class="composer-notice" data-tone={props.collision.held() ? "held" : "news"}>
            <Show when={props.collision.held()} fallback={<MessageSquareText />}>
              <TriangleAlert />
            </Show>
            <span class="composer-notice-text">{collisionText()}</span>
            <Button size="sm" onClick={look}>
              {t("liveChat.composer.look")}
            </Button>
            <Show when={props.collision.held()}>
              <Button
                size="sm"
                variant="primary"
                ref={(made: HTMLButtonElement) => (anyway = made)}
                onClick={() => {
                  props.onSend();
                  props.onLook();
                }}
              >
                {t("liveChat.composer.sendAnyway")}
              </Button>
            </Show>
          </div>
        </Match>
        <Match when={store.state()?.flow}>
          {(run) => (
            <div class="composer-notice">
              <Workflow />
              <span class="composer-notice-text">
                {t("liveChat.composer.flowTalks", {
                  flow: run().flow.name,
                  waits: t(`liveChat.composer.flowWaits.${run().waits.kind}`),
                })}
              </span>
              <Button
                size="sm"
                onClick={() => {
                  store.stopFlow();
                  screen.writeOn();
                }}
              >
                {t("liveChat.composer.flowStop")}
              </Button>
            </div>
          )}
        </Match>
        <Match when={store.connection().kind === "waiting"}>
          <p class="composer-notice">{t("liveChat.composer.offline")}</p>
        </Match>
        <Match when={screen.tab() === "reply" && store.state()?.status === "done"}>
          <p class="composer-notice">{t("liveChat.composer.doneOpens")}</p>
        </Match>
        <Match when={screen.tab() === "reply" && owner()}>
          {(other) => <p class="composer-notice">{t("liveChat.composer.othersOwn", { name: other().name })}</p>}
        </Match>
      </Switch>
    </div>
  );
}
