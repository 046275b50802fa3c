import Download from "lucide-solid/icons/download";
import { For } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { t } from "./settings-intl.ts";
import { CopyButton } from "../session/copy-button.tsx";
import "./second-factor-dialog.css";

/** The backup codes, the only time they can be read. */
export function BackupCodesDialog(props: { codes: readonly string[] | null; onKept: () => void }) {
  const text = () => (props.codes ?? []).join("\n");
  const download = () => {
    const address = URL.createObjectURL(new Blob([`${text()}\n`], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = t("factor.fileName");
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Dialog
      open={props.codes !== null}
      onOpenChange={(open) => !open && props.onKept()}
      title={t("factor.codesTitle")}
      description={t("factor.codesText")}
      footer={
        <Button variant="primary" onClick={() => props.onKept()}>
          {t("factor.kept")}
        </Button>
      }
    >
      <ul class="backup-codes" aria-label={t("factor.codes")} dir="ltr">
        <For each={props.codes ?? []}>{(code) => <li>{code}</li>}</For>
      </ul>
      <div class="backup-codes-buttons">
        <CopyButton text={text()} label={t("factor.copyCodes")} />
        <Button icon={<Download />} onClick={download}>
          {t("factor.download")}
        </Button>
      </div>
    </Dialog>
  );
}
