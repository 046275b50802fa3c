import { Show } from "solid-js";
import { lazyPart } from "../../ui/part.tsx";
import { ConversationBanner } from "./conversation-banner.tsx";
import { ConversationComposer } from "./conversation-composer.tsx";
import { ConversationHeader } from "./conversation-header.tsx";
import { ConversationList } from "./conversation-list.tsx";
import { t } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";
import "./conversation-panel.css";

/** Loads with the first article that is opened. */
const ArticleReader = lazyPart(() => import("./article-reader.tsx").then((file) => file.loadArticleReader()));

/** Loads with the first call that there is, or was. */
const CallPanel = lazyPart(async () => {
  const [file, words] = await Promise.all([import("./call-panel.tsx"), import("../../call/call-words.ts")]);
  await words.startCallWords();
  return file.CallPanel;
});

/** Comes once the panel was opened, when everything else is there. */
const ReceptionNotice = lazyPart(async () => {
  const file = await import("./reception.tsx");
  await file.loadReceptionTexts();
  return file.ReceptionNotice;
});

/** Loads with the first flow that talks to the customer. */
const FlowPlace = lazyPart(async () => {
  const [file, texts] = await Promise.all([import("./flow-place.tsx"), import("./flow-intl.ts")]);
  await texts.loadFlowTexts();
  return file.FlowPlace;
});

/** Comes with the first question whether the page may be seen; works also while the panel is closed. */
const CobrowsePart = lazyPart(() => import("./cobrowse-part.tsx").then((file) => file.loadCobrowsePart()));

/** All that stands in the panel. Escape closes it, from anywhere. */
export function ConversationPanel() {
  const { config, store, page, close, article, openArticle } = useFrame();
  const hasCall = () => store.state()?.call !== undefined || store.entries().some(({ body }) => body.kind === "call");
  return (
    <main
      class="conversation-panel"
      aria-label={t("header.label", { name: config.name })}
      onKeyDown={(event) => {
        // The first Escape belongs to what is open on top.
        if (event.key !== "Escape" || event.isComposing || document.querySelector(":popover-open") !== null) return;
        if (article() === null) close();
        else openArticle(null);
      }}
    >
      <ConversationHeader />
      <ConversationBanner />
      <Show when={hasCall()}>
        <CallPanel />
      </Show>
      <ConversationList />
      <Show when={page()?.open}>
        <ReceptionNotice />
      </Show>
      <Show when={store.state()?.flow ?? (store.phase() === "live" ? undefined : config.opening)}>
        <FlowPlace />
      </Show>
      <Show when={store.state()?.cobrowse}>
        <CobrowsePart />
      </Show>
      <ConversationComposer />
      <Show when={article()} keyed>
        {(open) => <ArticleReader article={open} fallback={<div class="article-panel-coming" />} />}
      </Show>
    </main>
  );
}
