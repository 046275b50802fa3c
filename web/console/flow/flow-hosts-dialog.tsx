import Plus from "lucide-solid/icons/plus";
import X from "lucide-solid/icons/x";
import { createSignal, Index, onMount, Show } from "solid-js";
import { flowHostSchema } from "#protocol/flow-library";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toast.tsx";
import { t, whyText } from "./flow-intl.ts";
import { flowRequests } from "./flow-requests.ts";
import "./flow-hosts-dialog.css";

/** A host as the form holds it. `kept`: the name of the header whose value the server has. */
type Draft = { host: string; header: string; secret: string; kept: string | null };

/** Which hosts flows may ask, and with which header. Saved as a whole. */
export function FlowHostsDialog(props: { onClose: () => void }) {
  const [version, setVersion] = createSignal<number | null>(null);
  const [hosts, setHosts] = createSignal<readonly Draft[]>([]);
  const [tried, setTried] = createSignal(false);
  const [pending, setPending] = createSignal(false);

  const load = async () => {
    const answer = await flowRequests.hosts();
    if (!answer.ok) {
      showToast({ kind: "danger", text: whyText(answer.error.code) });
      props.onClose();
      return;
    }
    setVersion(answer.value.version);
    setHosts(
      answer.value.hosts.map(({ host, header }) => ({
        ...{ host, header: header?.name ?? "", secret: "", kept: header?.name ?? null },
      })),
    );
  };
  onMount(() => void load());

  const change = (at: number, more: Partial<Draft>) =>
    setHosts((all) => all.map((each, place) => (place === at ? { ...each, ...more } : each)));
  const hostProblem = ({ host }: Draft) => {
    if (!flowHostSchema.shape.host.safeParse(host).success) return t("flows.hosts.hostWrong");
    const same = hosts().filter((each) => each.host.trim().toLowerCase() === host.trim().toLowerCase());
    return same.length > 1 ? t("flows.hosts.twice") : undefined;
  };
  const headerProblem = ({ header }: Draft) =>
    header === "" || /^[A-Za-z][A-Za-z0-9-]*$/.test(header) ? undefined : t("flows.hosts.headerWrong");
  const secretProblem = ({ header, secret, kept }: Draft) =>
    header === "" || secret !== "" || kept === header ? undefined : t("flows.hosts.secretMissing");
  const isWrong = (draft: Draft) =>
    [hostProblem, headerProblem, secretProblem].some((problem) => problem(draft) !== undefined);

  const save = async () => {
    setTried(true);
    const seen = version();
    if (seen === null || hosts().some(isWrong)) return;
    setPending(true);
    const answer = await flowRequests.saveHosts({
      version: seen,
      hosts: hosts().map(({ host, header, secret }) => ({
        host: host.trim().toLowerCase(),
        header: header === "" ? null : { name: header },
        secret: header === "" || secret === "" ? null : secret,
      })),
    });
    setPending(false);
    if (answer.ok) {
      showToast({ kind: "success", text: t("flows.hosts.saved") });
      props.onClose();
      return;
    }
    showToast({ kind: "danger", text: whyText(answer.error.code) });
    if (answer.error.code === "changed_meanwhile") void load();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      size="lg"
      title={t("flows.hosts")}
      description={t("flows.hosts.text")}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t("flows.cancel")}</Button>
          <Button variant="primary" pending={pending()} disabled={version() === null} onClick={() => void save()}>
            {t("flows.hosts.save")}
          </Button>
        </>
      }
    >
      <Show when={version() !== null} fallback={<SkeletonRows rows={3} label={t("flows.loading")} />}>
        <div class="flow-hosts">
          <Show when={hosts().length === 0}>
            <p class="flow-hosts-none">{t("flows.hosts.none")}</p>
          </Show>
          <Index each={hosts()}>
            {(draft, at) => (
              <div class="flow-host">
                <TextField
                  label={t("flows.hosts.host")}
                  placeholder="api.example.com"
                  spellcheck={false}
                  maxlength={253}
                  value={draft().host}
                  error={tried() ? hostProblem(draft()) : undefined}
                  onChange={(host) => change(at, { host })}
                />
                <TextField
                  label={t("flows.hosts.header")}
                  placeholder="Authorization"
                  spellcheck={false}
                  maxlength={64}
                  value={draft().header}
                  error={tried() ? headerProblem(draft()) : undefined}
                  onChange={(header) => change(at, { header: header.trim() })}
                />
                <PasswordField
                  label={t("flows.hosts.secret")}
                  autocomplete="off"
                  value={draft().secret}
                  help={draft().kept !== null && draft().kept === draft().header ? t("flows.hosts.kept") : undefined}
                  error={tried() ? secretProblem(draft()) : undefined}
                  onChange={(secret) => change(at, { secret })}
                />
                <IconButton
                  size="sm"
                  label={t("flows.hosts.remove", { host: draft().host })}
                  onClick={() => setHosts((all) => all.filter((_, place) => place !== at))}
                >
                  <X />
                </IconButton>
              </div>
            )}
          </Index>
          <Show when={hosts().length < 50}>
            <Button
              size="sm"
              variant="ghost"
              icon={<Plus />}
              onClick={() => setHosts((all) => [...all, { host: "", header: "", secret: "", kept: null }])}
            >
              {t("flows.hosts.add")}
            </Button>
          </Show>
        </div>
      </Show>
    </Dialog>
  );
}
