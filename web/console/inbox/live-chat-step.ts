import { createSignal, type Accessor } from "solid-js";
import type { InboxList } from "../../store/inbox-list.ts";
import { dismissToast, showToast, type ToastId } from "../../ui/toast.tsx";
import { t } from "../console-intl.ts";

/** From the open conversation to the one after or before it in the list. At an end it stays there, as the arrows do, and says so. */
export function createStep(options: {
  list: Accessor<InboxList>;
  current: Accessor<string | null>;
  open: (id: string) => void;
}) {
  const [reached, setReached] = createSignal<string>();
  let toast: ToastId | undefined;
  const say = (text: string) => {
    // One press says it once, however often it is pressed.
    if (toast !== undefined) dismissToast(toast);
    toast = showToast({ text });
  };

  return {
    /** Where the last step led: the list brings it into sight. */
    reached,
    step: (by: 1 | -1) => {
      const rows = options.list().rows();
      const at = rows.findIndex(({ row }) => row.id === options.current());
      const next = rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : at + by]?.row.id;
      if (next !== undefined) {
        setReached(next);
        options.open(next);
      } else if (by === 1 && options.list().more()) {
        if (!options.list().loading()) options.list().loadMore();
        say(t("liveChat.step.more"));
      } else say(t(rows.length === 0 ? "liveChat.step.none" : by === 1 ? "liveChat.step.last" : "liveChat.step.first"));
    },
  };
}
