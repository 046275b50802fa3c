import ChevronDown from "lucide-solid/icons/chevron-down";
import Hand from "lucide-solid/icons/hand";
import Undo2 from "lucide-solid/icons/undo-2";
import { Show } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { ariaKeys } from "../../ui/key-label.ts";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { createShortcut } from "../../ui/shortcut.ts";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { teamName } from "../inbox/team-name.ts";
import { useConversation } from "./conversation-context.tsx";
import { shortName } from "./customer-name.ts";

const TAKE_KEYS = "Alt+KeyA";

/** "Assign to me", and once somebody owns the conversation, who: with what can be done about it. */
export function ConversationOwner() {
  const { me, changeMe, directory } = useConsole();
  const { store, row, meId, writeOn } = useConversation();
  const owner = () => (store.state() ?? row())?.assignee ?? null;
  const isMine = () => owner()?.id === meId;
  const picture = (id: string) => directory().find((agent) => agent.id === id)?.picture ?? undefined;
  const team = () => store.state()?.team;
  const giveBack = () => {
    const to = team();
    if (to) store.transfer({ kind: "team", id: to.id }, null);
  };

  /** Nobody who is away keeps a customer who waits: whoever takes one answers, and so is busy. */
  const take = async () => {
    if (me().availability === "away" && (await changeMe({ availability: "busy" })).ok) {
      showToast({ kind: "info", text: t("liveChat.busyNow") });
    }
    store.take();
  };

  createShortcut({
    keys: TAKE_KEYS,
    label: () => t("liveChat.shortcut.take"),
    group: () => t("liveChat.shortcuts"),
    when: () => store.state() !== null && owner() === null,
    run: () => void take(),
  });

  return (
    <Show
      when={owner()}
      fallback={
        <Button
          variant="primary"
          pending={store.busy().take}
          disabled={store.state() === null}
          aria-keyshortcuts={ariaKeys(TAKE_KEYS)}
          onClick={() => {
            void take();
            writeOn();
          }}
        >
          {t("liveChat.assignToMe")}
        </Button>
      }
    >
      {(agent) => (
        <Menu
          placement="bottom-end"
          trigger={(trigger) => (
            <button {...trigger} type="button" class="conversation-owner" title={agent().name}>
              <Avatar name={agent().name} seed={agent().id} picture={picture(agent().id)} size="sm" />
              <span class="ui-hidden">{t("liveChat.ownerLabel")} </span>
              <span class="ui-truncate conversation-owner-name">
                {isMine() ? t("liveChat.you") : shortName(agent().name)}
              </span>
              <ChevronDown />
            </button>
          )}
        >
          <Show when={!isMine()}>
            <MenuItem icon={<Hand />} onSelect={() => void take()}>
              {t("liveChat.takeOverFrom", { name: agent().name })}
            </MenuItem>
          </Show>
          <Show when={team()}>
            {(its) => (
              <MenuItem icon={<Undo2 />} onSelect={giveBack}>
                {t("liveChat.giveBack", { team: teamName(me(), its()) })}
              </MenuItem>
            )}
          </Show>
        </Menu>
      )}
    </Show>
  );
}
