import ImageUp from "lucide-solid/icons/image-up";
import { createSignal, createUniqueId, Show } from "solid-js";
import { limits } from "#protocol/limits";
import { paths } from "#protocol/paths";
import { Button } from "../../ui/button.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { t } from "./settings-intl.ts";
import { sendLogo } from "./settings-requests.ts";

/** The company's logo: chosen, sent at once, and kept when the form is saved. */
export function WorkspaceLogo(props: { name: string; logo: string | null; onChange: (logo: string | null) => void }) {
  const [sending, setSending] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const words = createUniqueId();
  let input: HTMLInputElement | undefined;

  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setProblem(undefined);
    if (file.size > limits.logoBytes) {
      setProblem(t("workspace.logoTooLarge"));
      return;
    }
    setSending(true);
    const answer = await sendLogo(file);
    setSending(false);
    if (answer.ok) props.onChange(answer.value.logo);
    else setProblem(answer.error.code === "too_large" ? t("workspace.logoTooLarge") : refusalText(answer.error));
  };

  return (
    <div class="workspace-logo" role="group" aria-label={t("workspace.logo")}>
      <span class="workspace-logo-tile" data-empty={props.logo === null ? "" : undefined} aria-hidden="true">
        <Show when={props.logo} fallback={Array.from(props.name.trim())[0] ?? <ImageUp />}>
          {(logo) => <img src={paths.logo(logo())} alt="" />}
        </Show>
      </span>
      <div class="workspace-logo-words">
        <span class="ui-field-label">{t("workspace.logo")}</span>
        <p id={words} class={problem() === undefined ? "ui-field-help" : "ui-field-error"} role="status">
          {sending() ? t("workspace.logoSending") : (problem() ?? t("workspace.logoHelp"))}
        </p>
        <div class="settings-buttons">
          <Button pending={sending()} aria-describedby={words} onClick={() => input?.click()}>
            {t(props.logo === null ? "workspace.logoChoose" : "workspace.logoChange")}
          </Button>
          <Show when={props.logo !== null}>
            <Button variant="ghost" onClick={() => props.onChange(null)}>
              {t("workspace.logoRemove")}
            </Button>
          </Show>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp"
          onChange={(event) => {
            const { files } = event.currentTarget;
            void choose(files?.[0]);
            // The same file can be chosen again.
            event.currentTarget.value = "";
          }}
        />
      </div>
    </div>
  );
}
