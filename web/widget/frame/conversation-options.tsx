import { Show } from "solid-js";
import { lazyPart } from "../../ui/part.tsx";
import { intl, t } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";

/** Where the site's customers may call. */
const CallAsk = lazyPart(async () => {
  const [file, words] = await Promise.all([import("./call-ask.tsx"), import("../../call/call-words.ts")]);
  await words.startCallWords();
  return file.CallAsk;
});

/** The part of the header that comes later: calls, and a popover of the browser's own, which closes by itself. */
export function ConversationOptions() {
  const { config } = useFrame();
  return (
    <>
      <Show when={config.calls}>
        <CallAsk />
      </Show>
      <Options />
    </>
  );
}

function Options() {
  const { sound, setSound } = useFrame();
  return (
    <div id="conversation-options" class="conversation-options" popover="auto">
      <label>
        <span>{t("options.sound")}</span>
        <input
          type="checkbox"
          role="switch"
          checked={sound()}
          onChange={(event) => setSound(event.currentTarget.checked)}
        />
      </label>
      <label hidden={intl.languages().length < 2}>
        <span>{t("options.language")}</span>
        <select
          onChange={(event) => {
            const wanted = ["auto", "en", "pt-BR"] as const;
            void intl.choose(wanted.find((one) => one === event.currentTarget.value) ?? "auto");
          }}
        >
          <option value="auto" selected={intl.choice() === "auto"}>
            {t("options.auto")}
          </option>
          {intl.languages().map(({ tag, name }) => (
            <option value={tag} lang={tag} selected={intl.choice() === tag}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
