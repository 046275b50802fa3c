import Ellipsis from "lucide-solid/icons/ellipsis";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { paths } from "#protocol/paths";
import { Avatar } from "../../ui/avatar.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { lazyPart } from "../../ui/part.tsx";
import { t } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";
import "./conversation-header.css";

/** Comes right after the rest: nobody presses its button before. */
const ConversationOptions = lazyPart(() =>
  import("./conversation-options.tsx").then((file) => file.ConversationOptions),
);

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
      <ConversationOptions />
      <IconButton label={t("header.options")} popovertarget="conversation-options">
        <Ellipsis />
      </IconButton>
      <IconButton label={t("header.close")} onClick={close}>
        <X />
      </IconButton>
    </header>
  );
}
