import CircleCheck from "lucide-solid/icons/circle-check";
import CircleDot from "lucide-solid/icons/circle-dot";
import ChevronDown from "lucide-solid/icons/chevron-down";
import MoonStar from "lucide-solid/icons/moon-star";
import Eraser from "lucide-solid/icons/eraser";
import FileDown from "lucide-solid/icons/file-down";
import { can } from "#domain/agent/agent";
import { paths } from "#protocol/paths";
import { Show, createMemo, createSignal } from "solid-js";
import { StatusDot } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import { createShortcut } from "../../ui/shortcut.ts";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { useConversation } from "./conversation-context.tsx";
import { ConversationErasing, ConversationSnooze } from "./conversation-parts.ts";
import type { StatusActions } from "./status-actions.ts";

const SNOOZE_KEYS = "Alt+KeyM";
const tones = { open: "amber", snoozed: "brand", done: "green" } as const;

/** The Status menu: open, snooze, done, the transcript, and the end of it all for those who may. */
export function ConversationStatus(props: { actions: StatusActions }) {
  const { store } = useConversation();
  const { me } = useConsole();
  const [erasing, setErasing] = createSignal(false);
  const [snoozing, setSnoozing] = createSignal(false);
  const asked = createMemo((before: boolean) => before || snoozing(), false);
  const status = () => store.state()?.status ?? "open";

  createShortcut({
    keys: SNOOZE_KEYS,
    label: () => t("liveChat.shortcut.snooze"),
    group: () => t("liveChat.shortcuts"),
    when: () => store.state() !== null,
    run: () => setSnoozing(true),
  });

  return (
    <>
      <Menu
        placement="bottom-end"
        trigger={(trigger) => (
          <Button
            {...trigger}
            class="conversation-status"
            aria-label={t("liveChat.status")}
            disabled={store.state() === null}
            icon={<StatusDot tone={tones[status()]} />}
            trailing={<ChevronDown />}
          >
            {t("liveChat.status")}
          </Button>
        )}
      >
        <MenuItem icon={<CircleDot />} onSelect={() => props.actions.set("open")} disabled={status() === "open"}>
          {t("liveChat.status.open")}
        </MenuItem>
        <MenuItem icon={<MoonStar />} keys={SNOOZE_KEYS} onSelect={() => setSnoozing(true)}>
          {t("liveChat.status.snooze")}
        </MenuItem>
        <MenuItem
          icon={<CircleCheck />}
          tone="done"
          keys="Alt+KeyE"
          onSelect={() => props.actions.set("done")}
          disabled={status() === "done"}
        >
          {t("liveChat.status.done")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<FileDown />} onSelect={() => location.assign(paths.transcript(store.id))}>
          {t("liveChat.transcript")}
        </MenuItem>
        <Show when={can(me().agent.role, "erase_conversations")}>
          <MenuItem icon={<Eraser />} tone="danger" onSelect={() => setErasing(true)}>
            {t("liveChat.erase")}
          </MenuItem>
        </Show>
      </Menu>
      <Show when={erasing()}>
        <ConversationErasing open onOpenChange={setErasing} />
      </Show>
      <Show when={asked()}>
        <ConversationSnooze
          open={snoozing()}
          onOpenChange={setSnoozing}
          onSnooze={(until) => {
            setSnoozing(false);
            props.actions.set("snoozed", until);
          }}
        />
      </Show>
    </>
  );
}
