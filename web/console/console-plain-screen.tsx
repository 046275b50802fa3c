import { A } from "@solidjs/router";
import CloudOff from "lucide-solid/icons/cloud-off";
import Compass from "lucide-solid/icons/compass";
import Lock from "lucide-solid/icons/lock";
import Wrench from "lucide-solid/icons/wrench";
import { onMount } from "solid-js";
import { can, type Capability } from "#domain/agent/agent";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ConsoleMark } from "./console-mark.tsx";
import { t } from "./console-intl.ts";

/** While the first screen is on its way: quiet, and only if that takes a moment. */
export function LoadingScreen() {
  return (
    <div class="plain" role="status" aria-label={t("loading.console")}>
      <span class="plain-mark">
        <ConsoleMark size="44" />
      </span>
    </div>
  );
}

/** The Worker cannot be reached, so nobody knows who is signed in. */
export function TroubleScreen(props: { onRetry: () => void }) {
  return (
    <main class="plain">
      <EmptyState
        icon={<CloudOff />}
        title={t("trouble.title")}
        text={t("trouble.text")}
        action={
          <Button variant="primary" onClick={() => props.onRetry()}>
            {t("ui.retry")}
          </Button>
        }
      />
    </main>
  );
}

/** A screen threw: our fault, with a way out. The error goes to the browser's console for whoever looks for it. */
export function BrokenScreen(props: { error: unknown }) {
  onMount(() => console.error(props.error));
  return (
    <main class="plain">
      <EmptyState
        icon={<Wrench />}
        title={t("broken.title")}
        text={t("broken.text")}
        action={
          <Button variant="primary" onClick={() => location.reload()}>
            {t("broken.reload")}
          </Button>
        }
      />
    </main>
  );
}

/** An address that this role may not open: says whose it is, so that one knows whom to ask. */
export function NotYoursScreen(props: { needs: Capability }) {
  const whose = () =>
    can("supervisor", props.needs) ? "supervisors" : can("admin", props.needs) ? "admins" : ("owners" as const);
  return (
    <div class="plain">
      <h1 class="ui-hidden">{t("notYours.title")}</h1>
      <EmptyState
        icon={<Lock />}
        title={t("notYours.title")}
        text={t(`notYours.${whose()}`)}
        action={<A href="/">{t("missing.action")}</A>}
      />
    </div>
  );
}

/** An address that the console does not know. */
export function MissingScreen() {
  return (
    <div class="plain">
      <h1 class="ui-hidden">{t("missing.title")}</h1>
      <EmptyState
        icon={<Compass />}
        title={t("missing.title")}
        text={t("missing.text")}
        action={<A href="/">{t("missing.action")}</A>}
      />
    </div>
  );
}
