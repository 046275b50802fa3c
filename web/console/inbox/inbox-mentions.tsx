import AtSign from "lucide-solid/icons/at-sign";
import { For, Show } from "solid-js";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, MenuGroup, MenuItem } from "../../ui/menu.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { customerName } from "../conversation/customer-name.ts";
import { useLiveChat } from "./live-chat-context.tsx";
import "./inbox-mentions.css";

/** Where colleagues have named this agent in a note since they last looked; nothing while there is none. */
export function InboxMentions() {
  const { inbox } = useConsole();
  const liveChat = useLiveChat();
  const label = () => t("liveChat.mentions", { count: inbox.mentions().length });
  /** A conversation of which this window knows nothing yet still leads there. */
  const about = (id: string) => {
    const row = inbox.row(id);
    if (row === undefined) void inbox.loadRow(id);
    return row === undefined ? t("liveChat.mentions.somewhere") : customerName(row.customer);
  };
  return (
    <Show when={inbox.mentions().length > 0}>
      <Menu
        placement="bottom-end"
        trigger={(trigger) => (
          <IconButton {...trigger} class="inbox-mentions" label={label()} data-count={inbox.mentions().length}>
            <AtSign />
          </IconButton>
        )}
      >
        <MenuGroup label={label()}>
          <For each={inbox.mentions()}>
            {({ conversation, by, at, call }) => (
              <MenuItem
                detail={t(call ? "notification.callInvite" : "notification.mention", { name: by.name })}
                onSelect={() => liveChat.open(conversation)}
              >
                <span class="inbox-mention">
                  <bdi class="ui-truncate">{about(conversation)}</bdi>
                  <RelativeTime class="inbox-row-time" at={at} short />
                </span>
              </MenuItem>
            )}
          </For>
        </MenuGroup>
      </Menu>
    </Show>
  );
}
