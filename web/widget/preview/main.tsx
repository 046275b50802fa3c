import { createEffect, createSignal } from "solid-js";
import { createStore } from "solid-js/store";
import { render } from "solid-js/web";
import * as z from "zod/mini";
import { brandTokens } from "#domain/site/brand-color";
import { inkOn } from "#domain/site/site";
import { siteKeySchema } from "#protocol/ids";
import { framePreviewSchema, type FrameConfig, type FramePreview } from "#protocol/widget";
import { createCustomerConversationStore } from "../../store/customer-conversation-store.ts";
import { drawLauncher } from "../launcher.ts";
import { ConversationPanel } from "../frame/conversation-panel.tsx";

import { intl } from "../frame/frame-intl.ts";
import { FrameProvider } from "../frame/frame-state.ts";
import "../../ui/tokens.css";
import "../../ui/base.css";
import "./preview.css";

const messageSchema = z.object({ falaPreview: framePreviewSchema });
const nothing = () => undefined;

/**
 * The widget as a site would have it: the panel and the launcher that customers see, drawn from what the settings' page says, anew with
 * each of its messages; it asks for the first one. It is for looking at: nothing in it can be pressed, nobody is asked anything.
 */
async function runPreview(root: HTMLElement): Promise<void> {
  const [told, setTold] = createSignal<FramePreview>();
  const first = new Promise<FramePreview>((resolve) =>
    onTold((preview) => {
      setTold(() => preview);
      resolve(preview);
    }),
  );
  window.parent.postMessage({ falaPreview: "ready" }, location.origin);
  await intl.start({ only: [(await first).language] });
  // What was told while the words were on their way counts.
  const config = told() ?? (await first);
  const [shown, setShown] = createStore<FrameConfig & FramePreview>({
    ...{
      ...config,
      key: siteKeySchema.parse("preview"),
      allowedOrigins: [],
      languages: [],
      sneakPeek: false,
      uploads: null,
      articles: [],
    },
  });

  render(() => {
    createEffect(() => {
      const preview = told();
      if (preview === undefined) return;
      void intl.start({ only: [preview.language] });
      setShown(preview);
    });
    const store = createCustomerConversationStore({ site: shown.key, sneakPeek: false, language: shown.language });
    createEffect(() => {
      document.documentElement.dataset["theme"] = shown.theme;
      for (const [token, value] of Object.entries(brandTokens(shown.look.color)))
        document.documentElement.style.setProperty(token, value);
    });
    createEffect<AbortController | undefined>((last) => {
      last?.abort();
      const drawn = new AbortController();
      const look = { color: shown.look.color, position: shown.look.position };
      drawLauncher(
        { key: shown.key, origin: location.origin, allowedOrigins: [], look, ink: inkOn(look.color) },
        drawn.signal,
        false,
        nothing,
        nothing,
        nothing,
      );
      return drawn;
    });
    const frame = {
      ...{ config: shown, store, page: () => null, attentive: () => false, topic: () => null, setTopic: nothing },
      ...{ article: () => null, openArticle: nothing },
      ...{
        draft: () => "",
        setDraft: nothing,
        sound: () => true,
        setSound: nothing,
        openPanel: nothing,
        close: nothing,
        loadHostPart: nothing,
      },
    };
    return (
      <div class="frame-preview" data-position={shown.look.position} inert>
        <FrameProvider value={frame}>
          <ConversationPanel />
        </FrameProvider>
      </div>
    );
  }, root);
}

/** Calls `tell` with each look that the page around says. That page is of our own origin. */
function onTold(tell: (preview: FramePreview) => void): void {
  addEventListener("message", ({ data, origin, source }: MessageEvent<unknown>) => {
    if (origin !== location.origin || source !== window.parent) return;
    const told = messageSchema.safeParse(data);
    if (told.success) tell(told.data.falaPreview);
  });
}

const root = document.getElementById("root");
if (root !== null) runPreview(root).catch((error: unknown) => console.error(error));
