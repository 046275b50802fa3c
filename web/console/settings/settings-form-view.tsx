import { useBeforeLeave, type BeforeLeaveEventArgs } from "@solidjs/router";
import UsersRound from "lucide-solid/icons/users-round";
import { createEffect, createSignal, Match, onCleanup, Show, Switch, type JSX } from "solid-js";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { showToast } from "../../ui/toast.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { t } from "./settings-intl.ts";
import type { SettingsForm } from "./settings-form.ts";
import { SettingsFailed, SettingsMissing } from "./settings-loaded.tsx";
import "./settings-form-view.css";

/**
 * Draws a settings form: a skeleton while it loads, a way to try again, the fields, and, as soon as something is changed, a
 * bar with Save and Discard at the bottom of the pane. Mod+S saves too. Leaving with changes asks first.
 */
export function SettingsFormView<Saved, Draft extends object>(props: {
  form: SettingsForm<Saved, Draft>;
  /** Drawn once it is loaded. */
  children: JSX.Element;
}) {
  let element: HTMLFormElement | undefined;
  const state = () => props.form.state();
  const save = async () => {
    if (await props.form.save()) showToast({ kind: "success", text: t("settings.saved") });
    else element?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  };
  const refusal = () => {
    const error = props.form.refused();
    return error === null ? null : refusalText(error);
  };
  const anythingWrong = () => {
    for (const field in props.form.draft) if (props.form.problem(field) !== undefined) return true;
    return false;
  };

  return (
    <Switch>
      <Match when={props.form.saved() === null && state() === "failed"}>
        <SettingsFailed onRetry={() => void props.form.load()} />
      </Match>
      <Match when={props.form.saved() === null && state() === "missing"}>
        <SettingsMissing />
      </Match>
      <Match when={props.form.saved() === null}>
        <SkeletonRows rows={4} label={t("settings.loading")} />
      </Match>
      <Match when={props.form.saved() !== null}>
        <form
          class="settings-form"
          ref={element}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
          onKeyDown={(event) => {
            if (event.code !== "KeyS" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            void save();
          }}
        >
          {props.children}
          <Show when={props.form.changed() || state() === "newer"}>
            <div class="settings-bar" data-newer={state() === "newer" ? "" : undefined}>
              <Show
                when={state() === "newer"}
                fallback={
                  <>
                    <p
                      class="settings-bar-words"
                      role="status"
                      data-wrong={refusal() || anythingWrong() ? "" : undefined}
                    >
                      {anythingWrong() ? t("settings.wrong") : (refusal() ?? t("settings.unsaved"))}
                    </p>
                    <Button variant="ghost" disabled={state() === "saving"} onClick={() => props.form.discard()}>
                      {t("settings.discard")}
                    </Button>
                    <Button type="submit" variant="primary" pending={state() === "saving"}>
                      {t("settings.save")}
                    </Button>
                  </>
                }
              >
                <div class="settings-bar-words" role="alert">
                  <UsersRound />
                  <p>
                    <strong>{t("settings.newerTitle")}</strong>
                    <span>{t("settings.newerText")}</span>
                  </p>
                </div>
                <Button variant="ghost" onClick={() => props.form.takeTheirs()}>
                  {t("settings.newerTake")}
                </Button>
                <Button variant="primary" onClick={() => props.form.keepMine()}>
                  {t("settings.newerKeep")}
                </Button>
              </Show>
            </div>
          </Show>
          <LeaveGuard when={props.form.changed()} />
        </form>
      </Match>
    </Switch>
  );
}

/** Asks before one leaves with something that is not saved: inside the console with a dialog, else with the browser's own. */
function LeaveGuard(props: { when: boolean }) {
  const [leaving, setLeaving] = createSignal<BeforeLeaveEventArgs | null>(null);
  useBeforeLeave((event) => {
    if (!props.when || event.defaultPrevented) return;
    event.preventDefault();
    setLeaving(event);
  });
  createEffect(() => {
    if (!props.when) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    onCleanup(() => removeEventListener("beforeunload", ask));
  });
  return (
    <AlertDialog
      open={leaving() !== null}
      onOpenChange={(open) => !open && setLeaving(null)}
      title={t("settings.leaveTitle")}
      text={t("settings.leaveText")}
      confirm={t("settings.leave")}
      cancel={t("settings.stay")}
      onConfirm={() => {
        const event = leaving();
        setLeaving(null);
        event?.retry(true);
      }}
    />
  );
}
