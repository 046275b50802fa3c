import Ellipsis from "lucide-solid/icons/ellipsis";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { paths } from "#protocol/paths";
import { Avatar } from "../../ui/avatar.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { intl, t } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";
import "./conversation-header.css";

/** Who speaks: the company, and the agent as soon as there is one. Options and the way out at the end. */
export function ConversationHeader() {
  const { config, store, close } = useFrame();
  const speaker = () => store.state()?.speaker ?? null;
  return (
    <header class="conversation-header">
      <Show
        when={speaker()}
        fallback={
          <span class="company-tile" data-logo={config.logo === null ? undefined : ""} aria-hidden="true">
            <Show when={config.logo} fallback={Array.from(config.name)[0]}>
              {(logo) => <img src={paths.logo(logo())} alt="" />}
            </Show>
          </span>
        }
        keyed
      >
        {(agent) => <Avatar name={agent.name} seed={agent.id} picture={paths.picture(agent.id)} />}
      </Show>
      <div class="conversation-header-names">
        <h1 class="ui-truncate">{speaker()?.name ?? config.name}</h1>
        <Show when={speaker()}>
          <p class="ui-truncate">{t("header.talks", { company: config.name })}</p>
        </Show>
      </div>
      <IconButton label={t("header.options")} popovertarget="conversation-options">
        <Ellipsis />
      </IconButton>
      <IconButton label={t("header.close")} onClick={close}>
        <X />
      </IconButton>
      <ConversationOptions />
    </header>
  );
}

/** A popover of the browser's own: it closes by itself, at Escape and at a press elsewhere. */
function ConversationOptions() {
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
