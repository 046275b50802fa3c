import ListFilter from "lucide-solid/icons/list-filter";
import { onMount } from "solid-js";
import { IconButton } from "../../ui/icon-button.tsx";
import { whenIdle } from "../../ui/part.tsx";
import { Popover } from "../../ui/popover.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { consolePart } from "../console-screen.ts";
import { useLiveChat } from "./live-chat-context.tsx";

const InboxFilterForm = consolePart(() => import("./inbox-filter-form.tsx").then((file) => file.InboxFilterForm));

/** The button, marked while something is filtered, and behind it what can be chosen. */
export function InboxFilter() {
  const { me, directory } = useConsole();
  const liveChat = useLiveChat();
  const query = () => liveChat.list().query;
  const active = () =>
    [
      me().allTeams.find(({ id }) => id === query().team)?.name,
      directory().find(({ id }) => id === query().agent)?.name,
    ].filter((name) => name !== undefined);
  onMount(() => whenIdle(InboxFilterForm.preload));

  return (
    <Popover
      label={t("liveChat.filter")}
      placement="bottom-end"
      trigger={(trigger) => (
        <IconButton
          {...trigger}
          mark={active().length > 0}
          label={active().length > 0 ? t("liveChat.filter.on", { what: active().join(", ") }) : t("liveChat.filter")}
        >
          <ListFilter />
        </IconButton>
      )}
    >
      <InboxFilterForm active={active().length > 0} fallback={<SkeletonRows rows={2} label={t("ui.loading")} />} />
    </Popover>
  );
}
