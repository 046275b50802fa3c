import Check from "lucide-solid/icons/check";
import CloudOff from "lucide-solid/icons/cloud-off";
import { Match, Switch } from "solid-js";
import { Spinner } from "../../ui/spinner.tsx";
import type { ArticleDraft } from "./article-draft.ts";
import { t, whyText } from "./article-intl.ts";

/** Whether what is on the screen is safe, in two words. */
export function SaveState(props: { draft: ArticleDraft }) {
  const state = () => props.draft.state();
  const failed = () => {
    const now = state();
    return now.kind === "failed" ? now : null;
  };
  return (
    <p class="article-save" role="status" data-failed={failed()?.retrying === false ? "" : undefined}>
      <Switch>
        <Match when={failed()}>
          {(why) => (
            <>
              <CloudOff />
              <span>
                {why().retrying ? t("articles.save.offline") : t("articles.save.failed", { why: whyText(why().code) })}
              </span>
            </>
          )}
        </Match>
        <Match when={state().kind === "saving"}>
          <Spinner />
          <span>{t("articles.save.saving")}</span>
        </Match>
        <Match when={state().kind === "dirty"}>
          <span>{t("articles.save.dirty")}</span>
        </Match>
        <Match when={props.draft.text() !== null}>
          <Check />
          <span>{t("articles.save.saved")}</span>
        </Match>
      </Switch>
    </p>
  );
}
