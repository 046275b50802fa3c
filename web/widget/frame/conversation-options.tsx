import { intl, t } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";

/** A popover of the browser's own: it closes by itself, at Escape and at a press elsewhere. */
export function ConversationOptions() {
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
