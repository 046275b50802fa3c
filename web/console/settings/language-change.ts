import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { intl, t } from "../console-intl.ts";
import { languageChoiceOf, type LanguageChoice } from "../console-language.ts";
import { refusalText } from "../session/session-refusal.ts";

/** Changes the console's language: on the screen at once, and with the agent, for their other browsers. */
export function useLanguageChange(): (choice: LanguageChoice) => Promise<void> {
  const { me, changeMe } = useConsole();
  return async (choice) => {
    if (choice === languageChoiceOf(me().language) && choice === intl.choice()) return;
    try {
      await intl.choose(choice);
    } catch {
      showToast({ kind: "danger", text: t("language.failed") });
      return;
    }
    const changed = await changeMe({ language: choice === "auto" ? null : choice });
    if (!changed.ok) showToast({ kind: "danger", text: refusalText(changed.error) });
  };
}
