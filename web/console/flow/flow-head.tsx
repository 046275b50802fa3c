import { A } from "@solidjs/router";
import Check from "lucide-solid/icons/check";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import CircleAlert from "lucide-solid/icons/circle-alert";
import CloudOff from "lucide-solid/icons/cloud-off";
import Ellipsis from "lucide-solid/icons/ellipsis";
import FileDown from "lucide-solid/icons/file-down";
import History from "lucide-solid/icons/rotate-ccw-clock";
import ListTree from "lucide-solid/icons/list-tree";
import Play from "lucide-solid/icons/play";
import Redo2 from "lucide-solid/icons/redo-2";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import TrendingUp from "lucide-solid/icons/trending-up";
import Undo2 from "lucide-solid/icons/undo-2";
import Workflow from "lucide-solid/icons/workflow";
import { createSignal, Match, Show, Switch } from "solid-js";
import { stopping } from "#domain/flow/flow-problems";
import { limits } from "#protocol/limits";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { showToast } from "../../ui/toast.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { intl } from "../console-intl.ts";
import { consolePart } from "../console-screen.ts";
import { type Dock, useFlowEditor } from "./flow-editor-context.tsx";
import { downloadFlow } from "./flow-file.ts";
import { t, whyText } from "./flow-intl.ts";

const VersionsDialog = consolePart(() => import("./flow-versions-dialog.tsx").then((file) => file.FlowVersionsDialog));
const SettingsDialog = consolePart(() => import("./flow-settings-dialog.tsx").then((file) => file.FlowSettingsDialog));

/** Over the drawing: which flow it is, whether it is saved and published, and what can be done with it. */
export function FlowHead(props: { phone: boolean }) {
  const editor = useFlowEditor();
  const { draft } = editor;
  const [dialog, setDialog] = createSignal<"versions" | "settings" | null>(null);
  const [pending, setPending] = createSignal(false);
  const flow = draft.flow;
  const name = () => draft.content().name;
  const stops = () => stopping(editor.problems()).length;
  const isPublished = () => flow()?.published !== null && flow()?.changed === false && draft.state().kind === "saved";
  const toggle = (dock: Dock) => editor.setDock(editor.dock() === dock ? null : dock);

  const publish = async () => {
    if (stops() > 0) {
      editor.setDock("problems");
      showToast({ kind: "danger", text: t("flows.why.flow_has_problems") });
      return;
    }
    setPending(true);
    const answer = await draft.publish();
    setPending(false);
    if (answer === null) return;
    if (answer.ok) showToast({ kind: "success", text: t("flows.published", { name: name() }) });
    else {
      const { code, path } = answer.error;
      if (code === "flow_has_problems" && path !== undefined) editor.jumpTo(path);
      showToast({ kind: "danger", text: t("flows.notPublished", { why: whyText(code) }) });
    }
  };
  const unpublish = async () => {
    const answer = await draft.unpublish();
    if (answer.ok) showToast({ text: t("flows.unpublished", { name: name() }) });
    else showToast({ kind: "danger", text: whyText(answer.error.code) });
  };

  return (
    <header class="editor-head flow-head">
      <A class="editor-back" href="/flows" aria-label={t("flows.back")}>
        <ChevronLeft class="ui-mirror" />
      </A>
      <div class="flow-head-name">
        <input
          class="flow-name"
          aria-label={t("flows.name")}
          value={name()}
          maxlength={limits.nameCharacters}
          disabled={!editor.editable()}
          dir="auto"
          onInput={(event) => {
            const words = event.currentTarget.value;
            if (words.trim() !== "") draft.describe({ name: words });
          }}
          onBlur={(event) => (event.currentTarget.value = name())}
        />
        <StateBadge />
      </div>
      <SaveState />
      <div class="editor-tools flow-head-tools">
        <Show when={!props.phone}>
          <div class="flow-looks" role="group" aria-label={t("flows.look")}>
            <button type="button" aria-pressed={editor.look() === "canvas"} onClick={() => editor.setLook("canvas")}>
              <Workflow />
              {t("flows.look.canvas")}
            </button>
            <button type="button" aria-pressed={editor.look() === "outline"} onClick={() => editor.setLook("outline")}>
              <ListTree />
              {t("flows.look.outline")}
            </button>
          </div>
        </Show>
        <Show when={editor.editable()}>
          <ToolButton label={t("flows.undo")} keys="Mod+KeyZ" disabled={!draft.canUndo()} onClick={draft.undo}>
            <Undo2 />
          </ToolButton>
          <ToolButton label={t("flows.redo")} keys="Mod+Shift+KeyZ" disabled={!draft.canRedo()} onClick={draft.redo}>
            <Redo2 />
          </ToolButton>
        </Show>
        <Show when={editor.problems().length > 0}>
          <button
            type="button"
            class="flow-head-problems"
            data-stops={stops() > 0 ? "" : undefined}
            aria-pressed={editor.dock() === "problems"}
            aria-label={t("flows.problems", { count: editor.problems().length })}
            onClick={() => toggle("problems")}
          >
            <CircleAlert />
            {intl.number(editor.problems().length)}
            <span>{t("flows.problemsWord", { count: editor.problems().length })}</span>
          </button>
        </Show>
        <Button
          icon={<Play />}
          aria-pressed={editor.dock() === "try"}
          class="flow-head-try"
          onClick={() => toggle("try")}
        >
          {t("flows.tryOut")}
        </Button>
        <Menu
          placement="bottom-end"
          trigger={(trigger) => (
            <IconButton {...trigger} label={t("flows.menu")}>
              <Ellipsis />
            </IconButton>
          )}
        >
          <MenuItem icon={<TrendingUp />} onSelect={() => editor.setDock("figures")}>
            {t("flows.figures")}
          </MenuItem>
          <MenuItem icon={<History />} onSelect={() => setDialog("versions")}>
            {t("flows.versions")}
          </MenuItem>
          <MenuItem icon={<SlidersHorizontal />} onSelect={() => setDialog("settings")}>
            {t("flows.settings")}
          </MenuItem>
          <MenuItem icon={<FileDown />} onSelect={() => downloadFlow(draft.content())}>
            {t("flows.export")}
          </MenuItem>
          <Show when={editor.editable() && flow()?.published !== null}>
            <MenuSeparator />
            <MenuItem onSelect={() => void unpublish()}>{t("flows.unpublish")}</MenuItem>
          </Show>
        </Menu>
        <Show when={editor.editable()}>
          <Button
            variant="primary"
            pending={pending()}
            disabled={isPublished() || draft.newer() !== null}
            onClick={() => void publish()}
          >
            {isPublished() ? t("flows.state.published") : t("flows.publish")}
          </Button>
        </Show>
      </div>
      <Show when={dialog() === "versions"}>
        <VersionsDialog onClose={() => setDialog(null)} />
      </Show>
      <Show when={dialog() === "settings"}>
        <SettingsDialog onClose={() => setDialog(null)} />
      </Show>
    </header>
  );
}

function StateBadge() {
  const { draft } = useFlowEditor();
  const flow = draft.flow;
  return (
    <Switch>
      <Match when={flow()?.published === null}>
        <Badge>{t("flows.state.draft")}</Badge>
      </Match>
      <Match when={flow()?.changed}>
        <Badge tone="amber">{t("flows.state.changed", { number: flow()?.published ?? 0 })}</Badge>
      </Match>
      <Match when={true}>
        <Badge tone="green">{t("flows.state.version", { number: flow()?.published ?? 0 })}</Badge>
      </Match>
    </Switch>
  );
}

/** Whether what is drawn is safe, in two words. */
function SaveState() {
  const { draft } = useFlowEditor();
  const failed = () => {
    const now = draft.state();
    return now.kind === "failed" ? now : null;
  };
  return (
    <p class="flow-save" role="status" data-failed={failed()?.retrying === false ? "" : undefined}>
      <Switch>
        <Match when={failed()}>
          {(why) => (
            <>
              <CloudOff />
              <span>
                {why().retrying ? t("flows.save.offline") : t("flows.save.failed", { why: whyText(why().code) })}
              </span>
            </>
          )}
        </Match>
        <Match when={draft.state().kind === "saving"}>
          <Spinner />
          <span>{t("flows.save.saving")}</span>
        </Match>
        <Match when={draft.state().kind === "dirty"}>
          <span>{t("flows.save.dirty")}</span>
        </Match>
        <Match when={true}>
          <Check />
          <span>{t("flows.save.saved")}</span>
        </Match>
      </Switch>
    </p>
  );
}
