import Eraser from "lucide-solid/icons/eraser";
import FileDown from "lucide-solid/icons/file-down";
import { createSignal, Match, Switch } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { t } from "../console-intl.ts";
import { consolePart } from "../console-screen.ts";
import { useLiveChat } from "../inbox/live-chat-context.tsx";
import { useConversation } from "./conversation-context.tsx";
import { load } from "./customer-data-intl.ts";

const CustomerExportDialog = consolePart(async () => {
  const [file] = await Promise.all([import("./customer-export-dialog.tsx"), load()]);
  return file.CustomerExportDialog;
});
const CustomerEraseDialog = consolePart(async () => {
  const [file] = await Promise.all([import("./customer-erase-dialog.tsx"), load()]);
  return file.CustomerEraseDialog;
});

/** What a customer may ask of the company, for agents who may answer it. */
export function CustomerAsks(props: { customerId: string }) {
  const { name } = useConversation();
  const liveChat = useLiveChat();
  const [open, setOpen] = createSignal<"export" | "erase" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <div class="customer-asks">
        <Button size="sm" variant="ghost" icon={<FileDown />} onClick={() => setOpen("export")}>
          {t("liveChat.panel.export")}
        </Button>
        <Button size="sm" variant="ghost" icon={<Eraser />} onClick={() => setOpen("erase")}>
          {t("liveChat.panel.erase")}
        </Button>
      </div>
      <Switch>
        <Match when={open() === "export"}>
          <CustomerExportDialog customer={props.customerId} name={name()} onClose={close} />
        </Match>
        <Match when={open() === "erase"}>
          <CustomerEraseDialog
            customer={props.customerId}
            name={name()}
            onClose={close}
            onErased={() => liveChat.close()}
          />
        </Match>
      </Switch>
    </>
  );
}
