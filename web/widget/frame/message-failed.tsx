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
          {(siteKey) => <Challenge siteKey={siteKey()} onSolved={(proof) => store.retry(id(), proof)} />}
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

/** Turnstile, which decides whether there is anything to do at all; most people only see it say so. */
function Challenge(props: { siteKey: string; onSolved: (proof: string) => void }) {
  const [missing, setMissing] = createSignal(false);
  let place!: HTMLDivElement;
  let isThere = true;
  let dispose = () => {};
  onCleanup(() => {
    isThere = false;
    dispose();
  });
  const begin = async () => {
    setMissing(false);
    dispose();
    try {
      const turnstile = await loadTurnstile();
      if (!isThere) return;
      const shown = turnstile.render(place, {
        ...{ sitekey: props.siteKey, language: intl.locale(), size: "flexible" },
        callback: (proof) => props.onSolved(proof),
        "error-callback": () => setMissing(true),
      });
      dispose = () => turnstile.remove(shown);
    } catch {
      setMissing(true);
    }
  };
  onMount(() => void begin());
  return (
    <>
      <p>{t(missing() ? "failed.challengeMissing" : "failed.challenge")}</p>
      <div class="message-challenge" ref={place} />
      <Show when={missing()}>
        <Button size="sm" variant="ghost" onClick={() => void begin()}>
          {t("failed.retry")}
        </Button>
      </Show>
    </>
  );
}
