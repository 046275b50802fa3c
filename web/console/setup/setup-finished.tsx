import { useNavigate } from "@solidjs/router";
import { createUniqueId, onMount } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { t } from "../console-intl.ts";
import { CopyButton } from "../session/copy-button.tsx";
import { useSession } from "../session/session-context.tsx";
import { scriptTag } from "../settings/site-origin.ts";

/** The end of the set-up: the one line for the company's pages. */
export function SetupFinished(props: { workspace: string; site: string; siteKey: string }) {
  const session = useSession();
  const navigate = useNavigate();
  const label = createUniqueId();
  let title: HTMLHeadingElement | undefined;
  onMount(() => title?.focus());
  const tag = () => scriptTag(location.origin, props.siteKey);
  const open = async () => {
    // The set-up has signed the owner in; this page does not know it yet.
    await session.load();
    navigate("/");
  };
  return (
    <>
      <h1 class="entrance-title" tabindex={-1} ref={title}>
        {t("setup.finishedTitle", { workspace: props.workspace })}
      </h1>
      <p class="entrance-text">{t("setup.finishedText", { site: props.site })}</p>
      <div class="entrance-form">
        <span id={label} class="ui-hidden">
          {t("setup.script")}
        </span>
        <code class="setup-script" aria-labelledby={label} dir="ltr">
          {tag()}
        </code>
        <div class="setup-buttons">
          <CopyButton text={tag()} />
          <Button variant="primary" onClick={() => void open()}>
            {t("setup.open")}
          </Button>
        </div>
      </div>
    </>
  );
}
