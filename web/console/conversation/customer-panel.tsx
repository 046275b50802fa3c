import ArrowLeft from "lucide-solid/icons/arrow-left";
import BadgeCheck from "lucide-solid/icons/badge-check";
import ShieldQuestionMark from "lucide-solid/icons/shield-question-mark";
import X from "lucide-solid/icons/x";
import { Show, onMount, type JSX } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { StatusDot } from "../../ui/badge.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { can } from "#domain/agent/agent";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";
import { CopyButton } from "./copy-button.tsx";
import { CustomerAsks } from "./customer-asks.tsx";
import { CustomerAttributes } from "./customer-attributes.tsx";
import { CustomerCollected } from "./customer-collected.tsx";
import { CustomerEarlier } from "./customer-earlier.tsx";
import { CustomerPages } from "./customer-pages.tsx";
import { CustomerPlace } from "./customer-place.tsx";
import "./customer-panel.css";

/** Who the customer is, where they are on the site, what they did before. `sheet`: over the conversation, where there is no room beside it. */
export function CustomerPanelView(props: { sheet: boolean }) {
  const screen = useConversation();
  const { store } = screen;
  const { me } = useConsole();
  let panel: HTMLElement | undefined;
  const close = () => {
    screen.setPanelOpen(false);
    document.querySelector<HTMLElement>(".conversation-panel-toggle")?.focus();
  };
  onMount(() => props.sheet && panel?.focus());
  const hasCollected = () => {
    const state = store.state();
    return state !== null && (state.collected.length > 0 || state.tags.length > 0 || state.priority !== "normal");
  };

  return (
    <aside
      ref={(made) => (panel = made)}
      class="customer-panel ui-scroll"
      data-sheet={props.sheet ? "" : undefined}
      aria-label={t("liveChat.panel")}
      tabindex="-1"
      onKeyDown={(event) => {
        // Of a dialog that stands above it, it is none of ours.
        if (event.key !== "Escape" || !props.sheet || event.defaultPrevented) return;
        if (!(event.target instanceof Node && panel?.contains(event.target))) return;
        event.stopPropagation();
        close();
      }}
    >
      <Show when={props.sheet}>
        <header class="customer-panel-bar">
          <IconButton class="customer-panel-back" label={t("liveChat.panel.back")} onClick={close}>
            <ArrowLeft class="ui-mirror" />
          </IconButton>
          <h2>{t("liveChat.panel")}</h2>
          <IconButton class="customer-panel-close" label={t("ui.close")} onClick={close}>
            <X />
          </IconButton>
        </header>
      </Show>
      <Show when={store.panel()} fallback={<PanelSkeleton />}>
        {(known) => (
          <>
            <Who />
            <PanelSection title={t("liveChat.panel.place")}>
              <CustomerPlace place={known().place} />
            </PanelSection>
            <Show when={hasCollected()}>
              <PanelSection title={t("liveChat.panel.collected")}>
                <CustomerCollected />
              </PanelSection>
            </Show>
            <Show when={Object.keys(known().attributes).length > 0}>
              <PanelSection title={t("liveChat.panel.attributes")}>
                <CustomerAttributes attributes={known().attributes} />
              </PanelSection>
            </Show>
            <PanelSection title={t("liveChat.panel.pages")}>
              <CustomerPages visits={known().visits} online={known().online} />
            </PanelSection>
            <PanelSection title={t("liveChat.panel.earlier")}>
              <CustomerEarlier customerId={known().customer.id} />
            </PanelSection>
            <Show when={can(me().agent.role, "manage_customers")}>
              <PanelSection title={t("liveChat.panel.data")}>
                <CustomerAsks customerId={known().customer.id} />
              </PanelSection>
            </Show>
          </>
        )}
      </Show>
    </aside>
  );
}

function Who() {
  const { store, name } = useConversation();
  const customer = () => store.panel()?.customer;
  const online = () => store.panel()?.online ?? false;
  return (
    <div class="customer-who">
      <Avatar name={customer()?.name ?? customer()?.email ?? ""} seed={customer()?.id ?? ""} size="lg" />
      <div class="customer-who-names">
        <h3 class="customer-who-name" dir="auto">
          {name()}
          <Show when={customer()?.name}>
            {(known) => <CopyButton text={known()} label={t("liveChat.panel.copyName")} />}
          </Show>
        </h3>
        <p class="customer-who-presence">
          <StatusDot tone={online() ? "green" : "neutral"} />
          {t(online() ? "liveChat.online" : "liveChat.offline")}
        </p>
      </div>
      <Show when={customer()?.email}>
        {(email) => (
          <p class="customer-who-email">
            <a href={`mailto:${email()}`} class="ui-truncate">
              {email()}
            </a>
            <CopyButton text={email()} label={t("liveChat.panel.copyEmail")} />
          </p>
        )}
      </Show>
      <Show
        when={customer()?.verified}
        fallback={
          <p class="customer-trust">
            <ShieldQuestionMark />
            <span>
              <strong>{t("liveChat.unverified")}</strong>{" "}
              {t(customer()?.name || customer()?.email ? "liveChat.unverifiedText" : "liveChat.unnamedText")}
            </span>
          </p>
        }
      >
        <p class="customer-trust" data-verified>
          <BadgeCheck />
          <span>
            <strong>{t("liveChat.verified")}</strong> {t("liveChat.verifiedText")}
          </span>
        </p>
      </Show>
    </div>
  );
}

function PanelSection(props: { title: string; children: JSX.Element }) {
  return (
    <section class="customer-section">
      <h3>{props.title}</h3>
      {props.children}
    </section>
  );
}

function PanelSkeleton() {
  return (
    <div class="customer-who" role="status" aria-label={t("ui.loading")}>
      <Skeleton width="2.75rem" height="2.75rem" round />
      <div class="customer-who-names">
        <Skeleton width="70%" />
        <Skeleton width="45%" />
      </div>
    </div>
  );
}
