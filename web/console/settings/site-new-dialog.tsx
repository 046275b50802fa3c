import { createStore } from "solid-js/store";
import type { Site } from "#protocol/site";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "./settings-intl.ts";
import { SettingsNewDialog } from "./settings-new-dialog.tsx";
import { createSite } from "./settings-requests.ts";
import { originFrom } from "./site-origin.ts";

const look = { color: "#2740b0", position: "end" } as const;
const greeting = { en: "Hello! How can we help?", "pt-BR": "Olá! Como podemos ajudar?" };

/** A new site needs a name, one origin and a team; the rest has something sensible to begin with. */
export function SiteNewDialog(props: { open: boolean; onClose: () => void; onMade: (site: Site) => void }) {
  const { me } = useConsole();
  const [draft, setDraft] = createStore({ name: "", origin: "", team: me().allTeams[0]?.id ?? "" });
  const isNameMissing = () => draft.name.trim() === "";
  const origin = () => originFrom(draft.origin);
  const send = () => {
    const allowed = origin();
    if (isNameMissing() || allowed === null) return null;
    return createSite({ name: draft.name, allowedOrigins: [allowed], defaultTeamId: draft.team, look, greeting });
  };
  return (
    <SettingsNewDialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t("site.new")}
      text={t("site.newText")}
      create={t("site.create")}
      send={send}
      onMade={(site) => {
        setDraft({ name: "", origin: "" });
        props.onMade(site);
      }}
    >
      {(tried) => (
        <>
          <TextField
            label={t("site.name")}
            help={t("site.nameHelp")}
            maxlength={120}
            autofocus
            value={draft.name}
            onChange={(name) => setDraft({ name })}
            error={tried() && isNameMissing() ? t("site.nameMissing") : undefined}
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
        </>
      )}
    </SettingsNewDialog>
  );
}
