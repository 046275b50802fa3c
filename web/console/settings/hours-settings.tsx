import { useNavigate, useParams } from "@solidjs/router";
import CalendarClock from "lucide-solid/icons/calendar-clock";
import { createSignal, Show } from "solid-js";
import { neverOpens } from "#domain/hours/hours";
import type { HoursRow } from "#protocol/hours";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Select } from "../../ui/select.tsx";
import { Switch } from "../../ui/switch.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { createPageTitle } from "../console-title.ts";
import { refusalText } from "../session/session-refusal.ts";
import { HoursHolidays } from "./hours-holidays.tsx";
import { HoursNow } from "./hours-now.tsx";
import { HoursWeek } from "./hours-week.tsx";
import { HoursZone } from "./hours-zone.tsx";
import { holidayProblem, rangesProblem } from "./hours-draft.ts";
import { SettingsCard, SettingsTitle } from "./settings-card.tsx";
import { SettingsFormView } from "./settings-form-view.tsx";
import { createSettingsForm, type SettingsForm } from "./settings-form.ts";
import { t } from "./settings-intl.ts";
import { createSettingsAnswer, SettingsLoaded } from "./settings-loaded.tsx";
import { askHours, dropHours, saveHours } from "./settings-requests.ts";
import "./hours-settings.css";

export type HoursForm = SettingsForm<HoursRow, HoursRow["hours"]>;

const company = "workspace";

/** `/settings/hours`: the company's hours; `/settings/hours/<team>`: those of a team, its own or the company's. */
export function HoursSettings() {
  const { me } = useConsole();
  const params = useParams();
  const navigate = useNavigate();
  createPageTitle(() => t("hours.title"));
  const answer = createSettingsAnswer(askHours);
  const own = (team: string) => answer.value()?.all.find(({ teamId }) => teamId === team);
  const team = () => params["item"] ?? null;

  return (
    <>
      <SettingsTitle title={t("hours.title")} text={t("hours.text")} />
      <SettingsLoaded answer={answer} rows={4}>
        {(all) => (
          <>
            <Show when={me().allTeams.length > 1}>
              <div class="settings-fields">
                <Select
                  label={t("hours.for")}
                  value={team() ?? company}
                  onChange={(value) => navigate(value === company ? "/settings/hours" : `/settings/hours/${value}`)}
                  options={[
                    { value: company, label: t("hours.company") },
                    ...me().allTeams.map(({ id, name }) => ({
                      ...{ value: id, label: name },
                      ...(own(id) ? { detail: t("hours.ownMark") } : {}),
                    })),
                  ]}
                />
              </div>
            </Show>
            <Show when={team() ?? company} keyed>
              {(scope) => (
                <Show
                  when={scope === company || own(scope)}
                  fallback={<Follows team={scope} onMade={() => void answer.ask()} from={all().all[0]} />}
                >
                  <HoursEditor team={scope === company ? null : scope} onChanged={() => void answer.ask()} />
                </Show>
              )}
            </Show>
          </>
        )}
      </SettingsLoaded>
    </>
  );
}

/** A team without hours of its own: they begin as the company's. */
function Follows(props: { team: string; from: HoursRow | undefined; onMade: () => void }) {
  const [pending, setPending] = createSignal(false);
  const make = async () => {
    if (props.from === undefined) return;
    setPending(true);
    const answer = await saveHours(props.team, 0, props.from.hours);
    setPending(false);
    if (!answer.ok) showToast({ kind: "danger", text: refusalText(answer.error) });
    props.onMade();
  };
  return (
    <EmptyState
      icon={<CalendarClock />}
      title={t("hours.follows")}
      text={t("hours.followsText")}
      action={
        <Button variant="primary" pending={pending()} onClick={() => void make()}>
          {t("hours.makeOwn")}
        </Button>
      }
    />
  );
}

function HoursEditor(props: { team: string | null; onChanged: () => void }) {
  const form: HoursForm = createSettingsForm({
    empty: { always: true, timeZone: "UTC", week: [[], [], [], [], [], [], []], holidays: [] },
    draftOf: ({ version, hours }) =>
      // Who never said anything works where this browser is, as a first guess.
      version === 0 ? { ...hours, timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone } : hours,
    load: async () => {
      const answer = await askHours();
      if (!answer.ok) return answer;
      const found = answer.value.all.find(({ teamId }) => teamId === props.team);
      return found
        ? { ok: true, value: found }
        : { ok: false, error: { code: "not_found" as const, retryAfterMs: null } };
    },
    save: (draft, { version }) => saveHours(props.team, version, draft),
    problems: (draft) => {
      const week = draft.always ? undefined : draft.week.map(rangesProblem).find((problem) => problem !== undefined);
      const holidays = draft.holidays.map((_, index) => holidayProblem(draft.holidays, index)).find(Boolean);
      const never = week ?? holidays ?? (neverOpens(draft, Date.now()) ? t("hours.never") : undefined);
      return { week: week ?? never, holidays };
    },
    onSaved: () => props.onChanged(),
  });
  return (
    <SettingsFormView form={form}>
      <HoursNow hours={form.draft} />
      <SettingsCard title={t("hours.week")}>
        <Switch
          trailing
          label={t("hours.always")}
          help={t("hours.alwaysHelp")}
          checked={form.draft.always}
          onChange={(always) => form.setDraft({ always })}
        />
        <HoursZone zone={form.draft.timeZone} onChange={(timeZone) => form.setDraft({ timeZone })} />
        <Show when={!form.draft.always}>
          <HoursWeek form={form} />
        </Show>
      </SettingsCard>
      <Show when={!form.draft.always}>
        <HoursHolidays form={form} />
      </Show>
      <Show when={props.team} keyed>
        {(team) => <DropOwn team={team} version={form.saved()?.version ?? 0} onDropped={props.onChanged} />}
      </Show>
    </SettingsFormView>
  );
}

function DropOwn(props: { team: string; version: number; onDropped: () => void }) {
  const [asking, setAsking] = createSignal(false);
  const drop = async () => {
    const answer = await dropHours(props.team, props.version);
    setAsking(false);
    if (answer.ok) showToast({ kind: "success", text: t("hours.dropped") });
    else showToast({ kind: "danger", text: refusalText(answer.error) });
    props.onDropped();
  };
  return (
    <div class="settings-buttons">
      <Button onClick={() => setAsking(true)}>{t("hours.dropOwn")}</Button>
      <AlertDialog
        open={asking()}
        onOpenChange={setAsking}
        title={t("hours.dropTitle")}
        text={t("hours.dropText")}
        confirm={t("hours.dropOwn")}
        cancel={t("settings.cancel")}
        onConfirm={() => void drop()}
      />
    </div>
  );
}
