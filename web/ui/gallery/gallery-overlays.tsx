import ChevronDown from "lucide-solid/icons/chevron-down";
import Circle from "lucide-solid/icons/circle";
import CircleCheck from "lucide-solid/icons/circle-check";
import Clock from "lucide-solid/icons/clock";
import LogOut from "lucide-solid/icons/log-out";
import { For, createSignal } from "solid-js";
import { AlertDialog } from "../alert-dialog.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { Kbd } from "../kbd.tsx";
import { Menu, MenuChoice, MenuChoices, MenuGroup, MenuItem, MenuSeparator } from "../menu.tsx";
import { Picker } from "../picker.tsx";
import { Popover } from "../popover.tsx";
import { shortcuts } from "../shortcut.ts";
import { TextField } from "../text-field.tsx";
import { showToast } from "../toast.tsx";
import { pickerGroups } from "./gallery-sample.tsx";

export function OverlaysSection() {
  const [dialog, setDialog] = createSignal(false);
  const [alert, setAlert] = createSignal(false);
  const [keys, setKeys] = createSignal(false);
  const [status, setStatus] = createSignal("open");
  const [note, setNote] = createSignal("");
  return (
    <section class="gallery-section" aria-labelledby="overlays">
      <h2 id="overlays">What floats</h2>
      <div class="gallery-row">
        <Menu
          trigger={(trigger) => (
            <Button {...trigger} trailing={<ChevronDown />}>
              Status
            </Button>
          )}
        >
          <MenuChoices label="Status" value={status()} onChange={setStatus}>
            <MenuChoice value="open" icon={<Circle />}>
              Open
            </MenuChoice>
            <MenuChoice value="snoozed" icon={<Clock />} detail="Until tomorrow, 9:00">
              Snoozed
            </MenuChoice>
          </MenuChoices>
          <MenuSeparator />
          <MenuItem icon={<CircleCheck />} tone="done" keys="Mod+Enter" onSelect={() => setStatus("done")}>
            Done
          </MenuItem>
          <MenuGroup label="Session">
            <MenuItem icon={<LogOut />} tone="danger" onSelect={() => setAlert(true)}>
              Sign out everywhere
            </MenuItem>
          </MenuGroup>
        </Menu>
        <Popover label="Choose" flush trigger={(trigger) => <Button {...trigger}>Picker</Button>}>
          <Picker
            label="Choose somebody"
            groups={pickerGroups}
            selected="agent-2"
            onPick={(value) => showToast({ text: `Picked ${value}` })}
          />
        </Popover>
        <Button onClick={() => setDialog(true)}>Dialog</Button>
        <Button onClick={() => setAlert(true)}>Alert</Button>
        <Button onClick={() => setKeys(true)}>Shortcuts</Button>
        <For each={["info", "success", "danger"] as const}>
          {(kind) => (
            <Button
              onClick={() =>
                kind === "danger"
                  ? showToast({
                      kind,
                      text: "The file could not be sent.",
                      action: { label: "Try again", run: () => {} },
                    })
                  : showToast({ kind, text: `This is ${kind}.` })
              }
            >
              Toast {kind}
            </Button>
          )}
        </For>
      </div>
      <Dialog
        open={dialog()}
        onOpenChange={setDialog}
        title="Invite a colleague"
        description="They get an e-mail with a link that holds for two days."
        footer={
          <>
            <Button onClick={() => setDialog(false)}>Cancel</Button>
            <Button variant="primary" onClick={() => setDialog(false)}>
              Send invitation
            </Button>
          </>
        }
      >
        <TextField label="E-mail" type="email" value={note()} onChange={setNote} placeholder="name@company.com" />
      </Dialog>
      <AlertDialog
        open={alert()}
        onOpenChange={setAlert}
        title="Sign out everywhere?"
        text="Every open console of yours closes at once, on this and on other machines."
        confirm="Sign out"
        cancel="Cancel"
        onConfirm={() => setAlert(false)}
      />
      <Dialog open={keys()} onOpenChange={setKeys} title="Shortcuts" size="sm">
        <For each={shortcuts()}>
          {(shortcut) => (
            <p class="gallery-row">
              {shortcut.label()} <Kbd keys={shortcut.keys} />
            </p>
          )}
        </For>
      </Dialog>
    </section>
  );
}
