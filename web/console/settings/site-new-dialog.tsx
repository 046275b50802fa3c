import { createSignal } from "solid-js";
import { createStore } from "solid-js/store";
import type { Site } from "#protocol/site";
import type { HttpRefusal } from "../../connection/http.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useConsole } from "../console-context.tsx";
import { FormProblem } from "../session/form-problem.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { t } from "./settings-intl.ts";
import { createSite } from "./settings-requests.ts";
import { originFrom } from "./site-origin.ts";

const look = { color: "#2740b0", position: "end" } as const;
const greeting = { en: "Hello! How can we help?", "pt-BR": "Olá! Como podemos ajudar?" };

/** A new site needs a name, one origin and a team; the rest has something sensible to begin with. */
export function SiteNewDialog(props: { open: boolean; onClose: () => void; onCreated: (site: Site) => void }) {
  const { me } = useConsole();
  const [draft, setDraft] = createStore({ name: "", origin: "", team: me().allTeams[0]?.id ?? "" });
  const [tried, setTried] = createSignal(false);
  const [pending, setPending] = createSignal(false);
  const [refused, setRefused] = createSignal<HttpRefusal | null>(null);
  const refusal = () => {
    const error = refused();
    return error === null ? null : refusalText(error);
  };
  const origin = () => originFrom(draft.origin);
  const form = "new-site";

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    const allowed = origin();
    if (pending() || draft.name.trim() === "" || allowed === null) return;
    setPending(true);
    const fields = { name: draft.name, allowedOrigins: [allowed], defaultTeamId: draft.team, look, greeting };
    const answer = await createSite(fields);
    setPending(false);
    setRefused(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setDraft({ name: "", origin: "" });
    setTried(false);
    props.onCreated(answer.value);
  };

  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("site.new")}
      description={t("site.newText")}
      size="sm"
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t("settings.cancel")}</Button>
          <Button type="submit" form={form} variant="primary" pending={pending()}>
            {t("site.create")}
          </Button>
        </>
      }
    >
      <form id={form} class="settings-form" noValidate onSubmit={(event) => void send(event)}>
        <TextField
          label={t("site.name")}
          help={t("site.nameHelp")}
          maxlength={120}
          autofocus
          value={draft.name}
          onChange={(name) => setDraft({ name })}
          error={tried() && draft.name.trim() === "" ? t("site.nameMissing") : undefined}
        />
        <TextField
          label={t("site.origin")}
          help={t("site.originsText")}
          inputmode="url"
          placeholder={t("site.originPlaceholder")}
          value={draft.origin}
          onChange={(typed) => setDraft({ origin: typed })}
          error={tried() && origin() === null ? t("site.originWrong") : undefined}
        />
        <Select
          label={t("site.team")}
          value={draft.team}
          onChange={(team) => setDraft({ team })}
          options={me().allTeams.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FormProblem text={refusal()} />
      </form>
    </Dialog>
  );
}
