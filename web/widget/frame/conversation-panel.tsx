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

/** Comes once the panel was opened, when everything else is there. */
const ReceptionNotice = lazyPart(async () => {
  const file = await import("./reception.tsx");
  await file.loadReceptionTexts();
  return file.ReceptionNotice;
});

const LatePlaces = lazyPart(() => import("./late-places.tsx").then((file) => file.LatePlaces));

/** All that stands in the panel. Escape closes it, from anywhere. */
export function ConversationPanel() {
  const { config, store, page, close, article, openArticle } = useFrame();
  /** Something that late-places.tsx draws may be there. */
  const isLate = () => {
    const state = store.state();
    return (
      state?.flow ??
      state?.call ??
      state?.cobrowse ??
      config.opening ??
      store.entries().some(({ body }) => body.kind === "call")
    );
  };
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
      <Show when={isLate()}>
        <LatePlaces above />
      </Show>
      <ConversationList />
      <Show when={page()?.open}>
        <ReceptionNotice />
      </Show>
      <Show when={isLate()}>
        <LatePlaces />
      </Show>
      <ConversationComposer />
      <Show when={article()} keyed>
        {(open) => <ArticleReader article={open} fallback={<div class="article-panel-coming" />} />}
      </Show>
    </main>
  );
}
