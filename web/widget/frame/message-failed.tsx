import { createSignal, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { Button } from "../../ui/button.tsx";
import type { Bubble } from "./conversation-lines.ts";
import { intlPart } from "../../intl/intl-part.ts";
import { intl } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";
import { refusalText } from "./refusal-text.ts";
import { loadTurnstile } from "./turnstile.ts";

const { t, load } = intlPart(intl, {
  en: () => import("../../intl/widget-failed.en.ts"),
  "pt-BR": () => import("../../intl/widget-failed.pt-br.ts"),
});

/** Loads with the first message that was refused for good. */
export async function loadMessageFailed() {
  await load();
  return MessageFailed;
}

/** A message that was refused for good: why, and what can be done. Its words are never lost. */
function MessageFailed(props: { pending: NonNullable<Bubble["pending"]> }) {
  const { config, store, draft, setDraft } = useFrame();
  const id = () => props.pending.command.id;
  const code = () => (props.pending.state.kind === "failed" ? props.pending.state.code : "internal");
  const change = () => {
    const text = store.discard(id());
    if (text !== null) setDraft(draft() === "" ? text : `${draft()}\n${text}`);
  };
  const asks = () => (code() === "challenge_required" ? config.turnstile : undefined);
  return (
    <div class="message-failed" role="alert">
      <Switch fallback={<p>{refusalText(code())}</p>}>
        <Match when={asks()}>
          {(siteKey) => (
            <Challenge siteKey={siteKey()} refused={store.proved()} onSolved={(proof) => store.retry(id(), proof)} />
          )}
        </Match>
        <Match when={code() === "too_many_conversations"}>
          <p>{t("failed.tooMany")}</p>
        </Match>
      </Switch>
      <Show when={code() !== "text_too_long" && asks() === undefined}>
        <Button size="sm" variant="ghost" onClick={() => store.retry(id())}>
          {t("failed.retry")}
        </Button>
      </Show>
      <Button size="sm" variant="ghost" onClick={change}>
        {t("failed.edit")}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => void store.discard(id())}>
        {t("failed.discard")}
      </Button>
    </div>
  );
}

/**
 * Turnstile, which decides whether there is anything to do at all; most people only see it say so. Where the proof that it gave was `refused`
 * it begins again only when somebody asks for that: it may give the next one at once, and that would go round for good.
 */
function Challenge(props: { siteKey: string; refused: boolean; onSolved: (proof: string) => void }) {
  const [trouble, setTrouble] = createSignal<"missing" | "refused" | null>(props.refused ? "refused" : null);
  let place!: HTMLDivElement;
  let isThere = true;
  let dispose = () => {};
  onCleanup(() => {
    isThere = false;
    dispose();
  });
  const begin = async () => {
    setTrouble(null);
    dispose();
    try {
      const turnstile = await loadTurnstile();
      if (!isThere) return;
      const shown = turnstile.render(place, {
        ...{ sitekey: props.siteKey, language: intl.locale(), size: "flexible" },
        callback: (proof) => props.onSolved(proof),
        "error-callback": () => setTrouble("missing"),
      });
      dispose = () => turnstile.remove(shown);
    } catch {
      setTrouble("missing");
    }
  };
  onMount(() => {
    if (trouble() === null) void begin();
  });
  const words = { missing: "failed.challengeMissing", refused: "failed.challengeRefused" } as const;
  const sentence = () => {
    const what = trouble();
    return t(what === null ? "failed.challenge" : words[what]);
  };
  return (
    <>
      <p>{sentence()}</p>
      <div class="message-challenge" ref={place} />
      <Show when={trouble() !== null}>
        <Button size="sm" variant="ghost" onClick={() => void begin()}>
          {t("failed.retry")}
        </Button>
      </Show>
    </>
  );
}
