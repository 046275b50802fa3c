import { createSignal } from "solid-js";
import { render } from "solid-js/web";
import type { FrameConfig } from "#protocol/widget";
import { browserEnvironment } from "../../connection/environment.ts";
import { createCustomerConversationStore, hasConversation } from "../../store/customer-conversation-store.ts";
import { createDraftStore } from "../../store/draft-store.ts";
import type { HostPage, KeptRow } from "../host-message.ts";
import { ConversationPanel } from "./conversation-panel.tsx";
import { readFrameConfig } from "./frame-config.ts";
import { intl, t } from "./frame-intl.ts";
import { FrameProvider, type OpenArticle, watchAttention } from "./frame-state.ts";
import { makeHostLink } from "./host-link.ts";
import { makeMessageSound } from "./message-sound.ts";
import { exchangeWithPage } from "./page-exchange.ts";
import { keptSwitch } from "./kept-switch.ts";
import "../../ui/tokens.css";
import "../../ui/base.css";

/** One draft for each site: a browser has one conversation there. */
const DRAFT = "widget";

async function run(config: FrameConfig, root: HTMLElement): Promise<void> {
  const [page, setPage] = createSignal<HostPage | null>(null);
  const [article, openArticle] = createSignal<OpenArticle | null>(null);
  const [topic, setTopic] = createSignal<string | null>(null);
  // Nothing but rows and the page comes before `ready`.
  let heardPage = () => {};
  const firstPage = new Promise<void>((resolve) => (heardPage = resolve));
  const early: KeptRow[] = [];
  let onKept = (rows: readonly KeptRow[]): void => void early.push(...rows);
  const link = makeHostLink({
    allowedOrigins: config.allowedOrigins,
    onPage: (around) => {
      setPage(around);
      heardPage();
    },
    onStart: ({ topic: about, text }) => {
      // A conversation that goes on keeps its topic; the words are put into the composer all the same.
      if (store.phase() === "none") choose(about);
      if (text !== null) setDraft(text);
    },
    onForget: () => {
      drafts.forget();
      store.forget();
      link.post({ kind: "forgotten" });
    },
    onKept: (rows) => onKept(rows),
  });

  let environment = browserEnvironment();
  if (!keepsItself()) {
    const { makePageKept } = await import("./page-kept.ts");
    await firstPage;
    const kept = makePageKept(config.key, (row) => link.post({ kind: "keep", ...row }));
    kept.heard(early);
    onKept = kept.heard;
    environment = { ...environment, kept };
  }
  const { kept } = environment;
  const [sound, setSound] = keptSwitch(kept, `fala.sound.${config.key}`);
  const messageSound = makeMessageSound(config.key);
  const known = hasConversation(config.key, environment);
  const store = createCustomerConversationStore({
    site: config.key,
    sneakPeek: config.sneakPeek,
    language: navigator.language,
    opening: config.opening && { flow: config.opening.id, version: config.opening.version },
    environment,
  });
  const drafts = createDraftStore({ owner: config.key, environment });
  const setDraft = (text: string) => drafts.setDraft(DRAFT, "reply", text);
  const choose = (about: string | null) => {
    setTopic(about);
    store.setTopic(about);
  };

  await intl.start({ keeper: kept, only: config.languages });
  render(() => {
    const attentive = watchAttention(page);
    exchangeWithPage({ store, page, link, known, attentive, onUnseen: () => sound() && messageSound.play() });
    const frame = {
      ...{ article, openArticle },
      ...{ config, store, page, attentive, topic, sound, setSound, setDraft },
      setTopic: choose,
      draft: () => drafts.draft(DRAFT, "reply"),
      openPanel: () => link.post({ kind: "open" }),
      close: () => link.post({ kind: "close" }),
      loadHostPart: link.loadPart,
    };
    return (
      <FrameProvider value={frame}>
        <ConversationPanel />
      </FrameProvider>
    );
  }, root);
  link.ready();
}

/** Whether this document may keep anything. Merely naming localStorage throws where it may not. */
function keepsItself(): boolean {
  try {
    return localStorage.length >= 0;
  } catch {
    return false;
  }
}

/** The frame was opened at its own address, or by a page that was not told about by the Worker. */
async function runAlone(root: HTMLElement): Promise<void> {
  await intl.start();
  render(
    () => (
      <main class="frame-alone">
        <h1>{t("alone.title")}</h1>
        <p>{t("alone.text")}</p>
      </main>
    ),
    root,
  );
}

const root = document.getElementById("root");
const config = readFrameConfig();
if (root !== null) {
  const running = config === null || window.parent === window ? runAlone(root) : run(config, root);
  // The loader says after a while that the chat did not come, and loads it anew when it is opened again.
  running.catch((error: unknown) => console.error(error));
}
