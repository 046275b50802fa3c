import { limits } from "#protocol/limits";
import CalendarClock from "lucide-solid/icons/calendar-clock";
import MessageCircleReply from "lucide-solid/icons/message-circle-reply";
import Clock from "lucide-solid/icons/clock";
import Moon from "lucide-solid/icons/moon";
import Sunrise from "lucide-solid/icons/sunrise";
import CalendarDays from "lucide-solid/icons/calendar-days";
import { For, Show, createEffect, createSignal, on, type Component } from "solid-js";
import { Dynamic } from "solid-js/web";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { t } from "../console-intl.ts";
import { untilText } from "./day-text.ts";
import { customSnooze, customSnoozeStart, dateField, snoozePresets, type SnoozePreset } from "./snooze-times.ts";
import "./conversation-snooze.css";

const icons: Record<SnoozePreset, Component> = { hour: Clock, evening: Moon, tomorrow: Sunrise, week: CalendarDays };

/** Asks until when. `onSnooze` gets milliseconds, or null for "until the next reply". */
export function ConversationSnooze(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSnooze: (until: number | null) => void;
}) {
  const [now, setNow] = createSignal(Date.now());
  const [custom, setCustom] = createSignal(false);
  const [date, setDate] = createSignal("");
  const [time, setTime] = createSignal("");
  const [wrong, setWrong] = createSignal(false);
  createEffect(
    on(
      () => props.open,
      () => {
        const start = customSnoozeStart(Date.now());
        setNow(Date.now());
        setCustom(false);
        setWrong(false);
        setDate(start.date);
        setTime(start.time);
      },
    ),
  );

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const until = customSnooze(date(), time(), Date.now(), limits.snoozeMs);
    setWrong(until === null);
    if (until !== null) props.onSnooze(until);
  };

  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => props.onOpenChange(open)}
      size="sm"
      title={t("liveChat.snooze.customTitle")}
      description={t("liveChat.snooze.customText")}
    >
      <ul class="snooze-choices">
        <For each={snoozePresets(now())}>
          {({ preset, until }) => (
            <li>
              <button type="button" class="snooze-choice" onClick={() => props.onSnooze(until)}>
                <Dynamic component={icons[preset]} />
                <span>{t(`liveChat.snooze.${preset}`)}</span>
                <span class="snooze-choice-time">{untilText(until, now())}</span>
              </button>
            </li>
          )}
        </For>
        <li>
          <button type="button" class="snooze-choice" onClick={() => props.onSnooze(null)}>
            <MessageCircleReply />
            <span>{t("liveChat.snooze.reply")}</span>
          </button>
        </li>
        <li>
          <button type="button" class="snooze-choice" aria-expanded={custom()} onClick={() => setCustom(!custom())}>
            <CalendarClock />
            <span>{t("liveChat.snooze.custom")}</span>
          </button>
        </li>
      </ul>
      <Show when={custom()}>
        <form class="snooze-custom" onSubmit={submit}>
          <label>
            <span>{t("liveChat.snooze.date")}</span>
            <input
              type="date"
              required
              min={dateField(now())}
              value={date()}
              onInput={(event) => setDate(event.currentTarget.value)}
              aria-describedby={wrong() ? "snooze-wrong" : undefined}
            />
          </label>
          <label>
            <span>{t("liveChat.snooze.time")}</span>
            <input
              type="time"
              required
              value={time()}
              onInput={(event) => setTime(event.currentTarget.value)}
              aria-describedby={wrong() ? "snooze-wrong" : undefined}
            />
          </label>
          <Button variant="primary" type="submit">
            {t("liveChat.snooze.submit")}
          </Button>
          <Show when={wrong()}>
            <p id="snooze-wrong" class="snooze-wrong" role="alert">
              {t("liveChat.snooze.past")}
            </p>
          </Show>
        </form>
      </Show>
    </Dialog>
  );
}
