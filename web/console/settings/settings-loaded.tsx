import CloudOff from "lucide-solid/icons/cloud-off";
import Compass from "lucide-solid/icons/compass";
import { createResource, Match, Switch, type Accessor, type JSX } from "solid-js";
import type { HttpResult } from "../../connection/http.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { t } from "./settings-intl.ts";

export type SettingsAnswer<Value> = {
  /** Null until it is here; the last one while it is asked for again. */
  value: Accessor<Value | null>;
  failed: Accessor<boolean>;
  ask: () => Promise<void>;
};

/** What a page of settings shows and does not change itself; for what it changes there is `createSettingsForm`. */
export function createSettingsAnswer<Value>(ask: () => Promise<HttpResult<Value>>): SettingsAnswer<Value> {
  const [answer, { refetch }] = createResource(ask);
  return {
    value: () => (answer.latest?.ok ? answer.latest.value : null),
    failed: () => answer.latest?.ok === false,
    ask: async () => void (await refetch()),
  };
}

/** A skeleton until the answer is here, and a way to try again where it did not come. */
export function SettingsLoaded<Value>(props: {
  answer: SettingsAnswer<Value>;
  rows: number;
  children: (value: Accessor<NonNullable<Value>>) => JSX.Element;
}) {
  return (
    <Switch fallback={<SkeletonRows rows={props.rows} label={t("settings.loading")} />}>
      <Match when={props.answer.failed()}>
        <SettingsFailed onRetry={() => void props.answer.ask()} />
      </Match>
      <Match when={props.answer.value()}>{(value) => props.children(value)}</Match>
    </Switch>
  );
}

export function SettingsFailed(props: { onRetry: () => void }) {
  return (
    <EmptyState
      icon={<CloudOff />}
      title={t("settings.loadFailed")}
      text={t("error.unavailable")}
      action={
        <Button variant="primary" onClick={() => props.onRetry()}>
          {t("ui.retry")}
        </Button>
      }
    />
  );
}

/** One of several that is not there; the way back to the others stands above it. */
export function SettingsMissing() {
  return <EmptyState icon={<Compass />} title={t("settings.missing")} text={t("settings.missingText")} />;
}
