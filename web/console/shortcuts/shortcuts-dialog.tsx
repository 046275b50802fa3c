import { createMemo, For, Show } from "solid-js";
import { Dialog } from "../../ui/dialog.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { keyLabels } from "../../ui/key-label.ts";
import { shortcuts } from "../../ui/shortcut.ts";
import { t } from "../console-intl.ts";
import { shortcutGroups } from "./shortcut-groups.ts";
import "./shortcuts-dialog.css";

/** Every shortcut that holds on the screen behind it. */
export function ShortcutsDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const groups = createMemo(() => (props.open ? shortcutGroups(shortcuts(), t("shortcuts.general")) : []));
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={t("shortcuts.title")}
      description={t("shortcuts.description")}
      size="lg"
    >
      <div class="shortcuts">
        <For each={groups()}>
          {(group) => (
            <section class="shortcuts-group">
              <h3 class="shortcuts-heading">{group.title}</h3>
              <dl class="shortcuts-lines">
                <For each={group.lines}>
                  {(line) => (
                    <div class="shortcuts-line">
                      <dt>{line.label}</dt>
                      <dd>
                        <For each={line.keys}>
                          {(keys, index) => (
                            <>
                              <Show when={index() > 0}>
                                <span class="shortcuts-or">{t("shortcuts.or")}</span>
                              </Show>
                              <Kbd keys={keys} />
                              <span class="ui-hidden">{keyLabels(keys).join(" ")}</span>
                            </>
                          )}
                        </For>
                      </dd>
                    </div>
                  )}
                </For>
              </dl>
            </section>
          )}
        </For>
      </div>
    </Dialog>
  );
}
