import { A } from "@solidjs/router";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import { children, Show, type JSX } from "solid-js";

/** The title of a settings page. */
export function SettingsTitle(props: { title: string; text: string }) {
  return (
    <header class="settings-title">
      <h1>{props.title}</h1>
      <p>{props.text}</p>
    </header>
  );
}

/** The way back from one of several (a site, a team, an agent) to the page that lists them. */
export function SettingsUp(props: { href: string; children: JSX.Element }) {
  return (
    <A class="settings-up" href={props.href}>
      <ChevronLeft class="ui-mirror" />
      {props.children}
    </A>
  );
}

/** One matter of a settings page. `aside` stands beside its heading: a state, a button. */
export function SettingsCard(props: {
  title: string;
  text?: string | undefined;
  aside?: JSX.Element;
  children?: JSX.Element;
}) {
  // Asked for twice, it would be made twice.
  const body = children(() => props.children);
  return (
    <section class="settings-card">
      <header class="settings-card-header">
        <div>
          <h2>{props.title}</h2>
          <Show when={props.text}>
            <p>{props.text}</p>
          </Show>
        </div>
        {props.aside}
      </header>
      <Show when={body()}>
        <div class="settings-card-body">{body()}</div>
      </Show>
    </section>
  );
}
