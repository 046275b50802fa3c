import { onCleanup, onMount } from "solid-js";
import * as z from "zod/mini";
import { parseAs } from "#protocol/codec";
import { flowStepSchema } from "#protocol/flow";
import { announce } from "../../ui/announcer.ts";
import { createShortcut } from "../../ui/shortcut.ts";
import { copyOf, disconnect, moveSteps } from "./flow-edit.ts";
import type { FlowEditor } from "./flow-editor-context.tsx";
import { t } from "./flow-intl.ts";
import { tidied } from "./flow-layout.ts";

/** Steps as they lie on the clipboard: text, so that they go from one flow, tab and workspace to another. */
const clipSchema = z.object({ "fala.flow.steps": z.array(flowStepSchema) });

/** The keys of the editor. Those of typing stay with the fields: nothing here happens while somebody types. */
export function createFlowKeys(editor: FlowEditor): void {
  const { draft } = editor;
  const group = () => t("flows.title");
  const key = (keys: string, label: () => string, run: () => void, when = () => true) =>
    createShortcut({ keys, label, group, run, when: () => when() && !isTyping() });
  const chosen = () => [...editor.selected()];

  key("Mod+KeyZ", () => t("flows.undo"), draft.undo, editor.editable);
  key("Mod+Shift+KeyZ", () => t("flows.redo"), draft.redo, editor.editable);
  key("Mod+KeyY", () => t("flows.redo"), draft.redo, editor.editable);
  key(
    "Mod+KeyD",
    () => t("flows.duplicate"),
    () => editor.duplicate(chosen()),
    () => chosen().length > 0,
  );
  key(
    "Mod+KeyA",
    () => t("flows.selectAll"),
    () => editor.choose(editor.definition().steps.map(({ id }) => id)),
  );
  const remove = () => {
    const way = editor.way()?.split(" ");
    const [step = "", outcome = ""] = way ?? [];
    if (way) draft.draw((now) => disconnect(now, { step, outcome }));
    else editor.remove(chosen());
    editor.chooseWay(null);
  };
  const any = () => editor.editable() && (chosen().length > 0 || editor.way() !== null);
  key("Delete", () => t("flows.removeStep"), remove, any);
  key("Backspace", () => t("flows.removeStep"), remove, any);
  key(
    "Shift+Digit1",
    () => t("flows.fit"),
    editor.fit,
    () => editor.look() === "canvas",
  );
  key(
    "Shift+KeyT",
    () => t("flows.tidy"),
    () => {
      void tidied(editor.definition()).then(({ steps }) => {
        draft.draw((now) =>
          moveSteps(
            now,
            steps.map(({ id, position }) => ({ id, ...position })),
          ),
        );
        editor.fit();
      });
    },
    () => editor.editable() && editor.look() === "canvas",
  );
  key(
    "Escape",
    () => t("flows.selectNone"),
    () => editor.choose([]),
    () => chosen().length > 0,
  );

  const copy = (event: ClipboardEvent) => {
    if (isTyping() || chosen().length === 0 || String(getSelection() ?? "") !== "") return;
    event.clipboardData?.setData(
      "text/plain",
      JSON.stringify({ "fala.flow.steps": copyOf(editor.definition(), chosen()) }),
    );
    event.preventDefault();
    announce(t("flows.copied", { count: chosen().length }), "polite");
    if (event.type === "cut") editor.remove(chosen());
  };
  const paste = (event: ClipboardEvent) => {
    if (isTyping()) return;
    const clip = parseAs(clipSchema, event.clipboardData?.getData("text/plain") ?? "");
    if (!clip.ok) return;
    event.preventDefault();
    editor.paste(clip.value["fala.flow.steps"]);
  };
  onMount(() => {
    document.addEventListener("copy", copy);
    document.addEventListener("cut", copy);
    document.addEventListener("paste", paste);
  });
  onCleanup(() => {
    document.removeEventListener("copy", copy);
    document.removeEventListener("cut", copy);
    document.removeEventListener("paste", paste);
  });
}

function isTyping(): boolean {
  const at = document.activeElement;
  return (
    at instanceof HTMLInputElement ||
    at instanceof HTMLTextAreaElement ||
    at?.closest("[role=dialog], [role=menu], [role=listbox]") != null
  );
}
