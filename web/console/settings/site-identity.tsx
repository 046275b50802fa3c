import Eye from "lucide-solid/icons/eye";
import EyeOff from "lucide-solid/icons/eye-off";
import KeyRound from "lucide-solid/icons/key-round";
import { createSignal, createUniqueId, Show } from "solid-js";
import type { SiteIdentity } from "#protocol/site";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { showToast } from "../../ui/toast.tsx";
import { intl } from "../console-intl.ts";
import { CopyButton } from "../session/copy-button.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { SettingsCard } from "./settings-card.tsx";
import { t } from "./settings-intl.ts";
import { askIdentity, rotateIdentity } from "./settings-requests.ts";
import { pageExample, signExamples } from "./site-identity-examples.ts";

const overlaps = ["0", "1", "24", "168"] as const;

/** The key with which the company's server signs names: fetched only when it is asked for, and renewed. */
export function SiteIdentityCard(props: { id: string }) {
  const [identity, setIdentity] = createSignal<SiteIdentity | null>(null);
  const [shown, setShown] = createSignal(false);
  const [asking, setAsking] = createSignal(false);
  const [rotating, setRotating] = createSignal(false);
  const [example, setExample] = createSignal("node");
  const label = createUniqueId();

  const fetchKey = async (): Promise<SiteIdentity | null> => {
    const known = identity();
    if (known !== null) return known;
    setAsking(true);
    const answer = await askIdentity(props.id);
    setAsking(false);
    if (answer.ok) setIdentity(answer.value);
    else showToast({ kind: "danger", text: t("site.identityFailed") });
    return answer.ok ? answer.value : null;
  };
  const toggle = async () => {
    if (shown()) setShown(false);
    else if ((await fetchKey()) !== null) setShown(true);
  };

  return (
    <SettingsCard title={t("site.identity")} text={t("site.identityText")}>
      <div class="site-key">
        <span id={label} class="ui-field-label">
          {t("site.identityKey")}
        </span>
        <div class="site-script">
          <code class="site-code ui-scroll" dir="ltr" tabindex={0} role="group" aria-labelledby={label}>
            {shown() ? identity()?.secret : "•".repeat(40)}
          </code>
          <Button icon={shown() ? <EyeOff /> : <Eye />} pending={asking()} onClick={() => void toggle()}>
            {t(shown() ? "site.identityHide" : "site.identityShow")}
          </Button>
          <Show when={shown() && identity()}>{(known) => <CopyButton text={known().secret} />}</Show>
          <Button icon={<KeyRound />} onClick={() => void fetchKey().then((known) => known && setRotating(true))}>
            {t("site.rotate")}
          </Button>
        </div>
        <Show when={identity()?.previous}>
          {(previous) => (
            <p class="ui-field-help">
              {t("site.identityPrevious", {
                when: intl.date(previous().until, { dateStyle: "medium", timeStyle: "short" }),
              })}
            </p>
          )}
        </Show>
      </div>
      <details class="site-examples">
        <summary>{t("site.examples")}</summary>
        <p>{t("site.examplesText")}</p>
        <Tabs
          label={t("site.examples")}
          variant="pill"
          tabs={signExamples.map(({ value, label: words }) => ({ value, label: words }))}
          value={example()}
          onChange={setExample}
        >
          {(value) => <Code text={signExamples.find((each) => each.value === value)?.code ?? ""} />}
        </Tabs>
        <p>{t("site.exampleThen")}</p>
        <Code text={pageExample} />
      </details>
      <RotateDialog
        open={rotating()}
        onClose={() => setRotating(false)}
        rotate={async (overlapHours) => {
          const answer = await rotateIdentity(props.id, identity()?.version ?? 0, overlapHours);
          if (answer.ok) {
            setIdentity(answer.value);
            setShown(true);
            showToast({ kind: "success", text: t("site.rotated") });
          } else {
            // Somebody else made a new one: what is known here is not the key any more.
            setIdentity(null);
            setShown(false);
            showToast({ kind: "danger", text: refusalText(answer.error) });
          }
        }}
      />
    </SettingsCard>
  );
}

function Code(props: { text: string }) {
  return (
    <div class="site-example">
      <pre class="site-code ui-scroll" dir="ltr" tabindex={0}>
        {props.text}
      </pre>
      <CopyButton text={props.text} />
    </div>
  );
}

function RotateDialog(props: { open: boolean; onClose: () => void; rotate: (overlapHours: number) => Promise<void> }) {
  const [overlap, setOverlap] = createSignal<(typeof overlaps)[number]>("24");
  const [pending, setPending] = createSignal(false);
  const rotate = async () => {
    setPending(true);
    await props.rotate(Number(overlap()));
    setPending(false);
    props.onClose();
  };
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("site.rotateTitle")}
      description={t("site.rotateText")}
      size="sm"
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t("settings.cancel")}</Button>
          <Button variant="primary" pending={pending()} onClick={() => void rotate()}>
            {t("site.rotateConfirm")}
          </Button>
        </>
      }
    >
      <Select
        label={t("site.rotateOverlap")}
        value={overlap()}
        onChange={setOverlap}
        options={overlaps.map((hours) => ({ value: hours, label: t(`site.overlap.${hours}`) }))}
      />
    </Dialog>
  );
}
