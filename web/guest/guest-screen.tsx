import { createSignal, Match, Show, Switch } from "solid-js";
import type { GuestConfig } from "#protocol/guest";
import type { GuestEnd } from "../connection/guest-connection.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { GuestCall } from "./guest-call.tsx";
import { t } from "./guest-intl.ts";
import { keepGuest, readGuest } from "./guest-key.ts";
import "./guest.css";

/** All that a guest sees: who they are, the wait at the door, the call, and that it is over. */
export function GuestScreen(props: { config: GuestConfig; token: string }) {
  const { token } = props;
  const kept = readGuest(token);
  const [name, setName] = createSignal(kept.name);
  const [knocked, setKnocked] = createSignal(kept.name !== "");
  const [missing, setMissing] = createSignal(false);
  const [end, setEnd] = createSignal<GuestEnd | "refused" | "removed" | null>(token === "" ? "unknown" : null);

  const knock = (event: SubmitEvent) => {
    event.preventDefault();
    setMissing(name().trim() === "");
    if (missing()) return;
    keepGuest(token, { key: kept.key, name: name().trim() });
    setKnocked(true);
  };

  return (
    <Switch>
      <Match when={end()}>{(why) => <GuestEnding config={props.config} why={why()} />}</Match>
      <Match when={knocked()}>
        <GuestCall token={token} guestKey={kept.key} name={name().trim()} onEnd={setEnd} />
      </Match>
      <Match when={true}>
        <main class="guest-page">
          <div class="guest-card">
            <GuestCompany config={props.config} />
            <h1>
              {props.config.name === "" ? t("guest.invited") : t("guest.invitedBy", { company: props.config.name })}
            </h1>
            <form class="guest-form" onSubmit={knock} novalidate>
              <TextField
                label={t("guest.name")}
                help={t("guest.nameText")}
                value={name()}
                onChange={setName}
                autocomplete="name"
                maxlength={120}
                error={missing() && name().trim() === "" ? t("guest.nameMissing") : undefined}
                autofocus
              />
              <Button variant="primary" size="lg" wide type="submit">
                {t("guest.knock")}
              </Button>
            </form>
          </div>
        </main>
      </Match>
    </Switch>
  );
}

function GuestCompany(props: { config: GuestConfig }) {
  return (
    <Show when={props.config.logo}>
      {(logo) => <img class="guest-logo" src={`/api/logo/${logo()}`} alt={props.config.name} />}
    </Show>
  );
}

function GuestEnding(props: { config: GuestConfig; why: GuestEnd | "refused" | "removed" }) {
  const text = () => (props.why === "removed" ? t("guest.refusedText") : t(`guest.${props.why}Text`));
  return (
    <main class="guest-page">
      <div class="guest-card" role="status">
        <GuestCompany config={props.config} />
        <h1>{t(`guest.${props.why}`)}</h1>
        <p class="guest-text">{text()}</p>
        <Show when={props.why === "failed"}>
          <Button variant="primary" wide onClick={() => location.reload()}>
            {t("guest.reload")}
          </Button>
        </Show>
      </div>
    </main>
  );
}
