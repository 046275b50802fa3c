import { createSignal, onMount } from "solid-js";
import { flowListSchema, flowPaths, type FlowRow } from "#protocol/flow-library";
import { request } from "../../connection/http.ts";
import { Select } from "../../ui/select.tsx";
import { SettingsCard } from "./settings-card.tsx";
import { t } from "./settings-intl.ts";
import type { SiteForm } from "./site-editor.tsx";

const none = "none";

/** Which flows begin by themselves on this site. Those that are not published (any more) are still named, so that nobody wonders. */
export function SiteFlowsCard(props: { form: SiteForm }) {
  const [flows, setFlows] = createSignal<readonly FlowRow[]>([]);
  onMount(async () => {
    const answer = await request({ method: "GET", path: flowPaths.list, schema: flowListSchema });
    if (answer.ok) setFlows(answer.value.flows);
  });
  const options = (chosen: string | null) => [
    { value: none, label: t("site.flowNone") },
    ...flows()
      .filter(({ id, published }) => published !== null || id === chosen)
      .map(({ id, name, published }) => ({
        value: id,
        label: published === null ? t("site.flowUnpublished", { flow: name }) : name,
      })),
  ];
  const idOf = (value: string) => (value === none ? null : value);
  return (
    <SettingsCard title={t("site.flows")}>
      <div class="settings-fields">
        <Select
          label={t("site.flowOpening")}
          help={t("site.flowOpeningHelp")}
          value={props.form.draft.openingFlowId ?? none}
          onChange={(value) => props.form.setDraft({ openingFlowId: idOf(value) })}
          options={options(props.form.draft.openingFlowId)}
        />
        <Select
          label={t("site.flowOutside")}
          help={t("site.flowOutsideHelp")}
          value={props.form.draft.outsideFlowId ?? none}
          onChange={(value) => props.form.setDraft({ outsideFlowId: idOf(value) })}
          options={options(props.form.draft.outsideFlowId)}
        />
      </div>
    </SettingsCard>
  );
}
