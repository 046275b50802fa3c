import { For } from "solid-js";
import { defaultUploadLimits } from "#domain/attachment/attachment";
import { type FileKind, fileKinds, type UploadLimits } from "#protocol/attachment";
import { fileLimits } from "#protocol/file-limits";
import { filePaths } from "#protocol/file-paths";
import { type UploadSettings, uploadSettingsSchema } from "#protocol/upload";
import { request } from "../../connection/http.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Switch } from "../../ui/switch.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { createPageTitle } from "../console-title.ts";
import { SettingsCard, SettingsTitle } from "../settings/settings-card.tsx";
import { createSettingsForm } from "../settings/settings-form.ts";
import { SettingsFormView } from "../settings/settings-form-view.tsx";
import { t } from "../settings/settings-intl.ts";

const path = filePaths.uploadSettings;
const megabyte = 1_000_000;

type Draft = { megabytes: string; count: string; kinds: FileKind[]; keepLocation: boolean };

const draftOf = ({ bytes, count, kinds, keepLocation }: UploadLimits): Draft => ({
  megabytes: String(bytes / megabyte),
  count: String(count),
  kinds: fileKinds.filter((kind) => kinds.includes(kind)),
  keepLocation,
});

const mostMegabytes = fileLimits.bytes / megabyte;

function within(text: string, least: number, most: number, whole: boolean): boolean {
  const value = Number(text.replace(",", "."));
  return text.trim() !== "" && value >= least && value <= most && (!whole || Number.isInteger(value));
}

/** Settings → Files: what may be sent in conversations, the same for agents and customers. */
export function UploadSettingsPage() {
  createPageTitle(() => t("files.title"));
  const form = createSettingsForm<UploadSettings, Draft>({
    empty: draftOf(defaultUploadLimits),
    draftOf,
    load: () => request({ method: "GET", path, schema: uploadSettingsSchema }),
    save: ({ megabytes, count, kinds, keepLocation }, { version }) => {
      const bytes = Math.round(Number(megabytes.replace(",", ".")) * megabyte);
      const body: UploadSettings = { bytes, count: Number(count), kinds, keepLocation, version };
      return request({ method: "PUT", path, body, schema: uploadSettingsSchema });
    },
    problems: ({ megabytes, count, kinds }) => ({
      megabytes: within(megabytes, 0.001, mostMegabytes, false)
        ? undefined
        : t("files.sizeInvalid", { most: mostMegabytes }),
      count: within(count, 1, fileLimits.count, true) ? undefined : t("files.countInvalid", { most: fileLimits.count }),
      kinds: kinds.length > 0 ? undefined : t("files.kindsMissing"),
    }),
  });
  const choose = (kind: FileKind, on: boolean) =>
    form.setDraft(
      "kinds",
      fileKinds.filter((each) => (each === kind ? on : form.draft.kinds.includes(each))),
    );

  return (
    <>
      <SettingsTitle title={t("files.title")} text={t("files.text")} />
      <SettingsFormView form={form}>
        <SettingsCard title={t("files.limits")} text={t("files.limitsText")}>
          <div class="settings-fields">
            <TextField
              label={t("files.size")}
              inputmode="decimal"
              value={form.draft.megabytes}
              onChange={(value) => form.setDraft("megabytes", value)}
              error={form.problem("megabytes")}
            />
            <TextField
              label={t("files.count")}
              inputmode="numeric"
              value={form.draft.count}
              onChange={(value) => form.setDraft("count", value)}
              error={form.problem("count")}
            />
          </div>
        </SettingsCard>
        <SettingsCard title={t("files.kinds")} text={t("files.kindsText")}>
          <For each={fileKinds}>
            {(kind) => (
              <Checkbox
                label={t(`files.kind.${kind}`)}
                checked={form.draft.kinds.includes(kind)}
                onChange={(on) => choose(kind, on)}
              />
            )}
          </For>
          <p class="ui-field-error" role="alert" hidden={form.problem("kinds") === undefined}>
            {form.problem("kinds")}
          </p>
        </SettingsCard>
        <SettingsCard title={t("files.location")} text={t("files.locationText")}>
          <Switch
            label={t("files.keepLocation")}
            trailing
            checked={form.draft.keepLocation}
            onChange={(on) => form.setDraft("keepLocation", on)}
          />
        </SettingsCard>
      </SettingsFormView>
    </>
  );
}
