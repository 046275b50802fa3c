import { A, useBeforeLeave, useParams } from "@solidjs/router";
import CircleAlert from "lucide-solid/icons/circle-alert";
import FileX from "lucide-solid/icons/file-x";
import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { can } from "#domain/agent/agent";
import type { ErrorCode } from "#protocol/error";
import { browserClock } from "../../connection/clock.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useConsole } from "../console-context.tsx";
import { createPageTitle } from "../console-title.ts";
import { createMediaQuery } from "../navigation/media-query.ts";
import { createFlowDraft } from "./flow-draft.ts";
import { FlowCanvas } from "./flow-canvas.tsx";
import { FlowDock } from "./flow-dock.tsx";
import { createFlowEditor, FlowEditorProvider } from "./flow-editor-context.tsx";
import { FlowHead } from "./flow-head.tsx";
import { t, whyText } from "./flow-intl.ts";
import { createFlowKeys } from "./flow-keys.ts";
import { createFlowNames } from "./flow-names.ts";
import { FlowOutline } from "./flow-outline.tsx";
import { flowRequests } from "./flow-requests.ts";
import "../editor-frame.css";
import "./flow-editor.css";

/** Where one flow is drawn. Another flow is another editor, with a history of its own. */
export function FlowEditorScreen() {
  const params = useParams();
  return (
    <Show when={params["flow"]} keyed>
      {(id) => <FlowEditorOf id={id} />}
    </Show>
  );
}

function FlowEditorOf(props: { id: string }) {
  const { me } = useConsole();
  const [trouble, setTrouble] = createSignal<ErrorCode | null>(null);
  const [loaded, setLoaded] = createSignal(false);
  const phone = createMediaQuery("(max-width: 48rem)");
  const draft = createFlowDraft({
    id: props.id,
    requests: flowRequests,
    storage: localStorage,
    now: () => browserClock.now(),
    later: (task, ms) => browserClock.after(ms, task),
  });
  const editor = createFlowEditor({
    draft,
    names: createFlowNames(props.id),
    editable: () => can(me().agent.role, "manage_flows"),
  });
  createPageTitle(() => draft.content().name || t("flows.title"));
  createFlowKeys(editor);

  const load = async () => {
    setTrouble(await draft.load());
    setLoaded(true);
  };
  const online = () => void draft.flush();
  // The page may come back as it was.
  const away = () => draft.leave(false);
  onMount(() => {
    addEventListener("online", online);
    addEventListener("pagehide", away);
    void load();
  });
  onCleanup(() => {
    removeEventListener("online", online);
    removeEventListener("pagehide", away);
  });
  useBeforeLeave(() => draft.leave(true));
  /** A canvas asks for more room and more fingers than a phone has. */
  const look = () => (phone() ? "outline" : editor.look());

  return (
    <FlowEditorProvider value={editor}>
      <div class="editor-frame flow-editor" data-dock={editor.dock() === null ? undefined : ""}>
        <Show
          when={loaded() && trouble() === null}
          fallback={
            <Show when={trouble()} fallback={<SkeletonRows rows={6} label={t("flows.loading")} />}>
              {(code) => (
                <EmptyState
                  icon={<FileX />}
                  title={t("flows.failed")}
                  text={whyText(code())}
                  action={
                    <Show
                      when={code() === "not_found" || code() === "flow_unknown"}
                      fallback={<Button onClick={() => void load()}>{t("ui.retry")}</Button>}
                    >
                      <A href="/flows">{t("flows.back")}</A>
                    </Show>
                  }
                />
              )}
            </Show>
          }
        >
          <FlowHead phone={phone()} />
          <Show when={draft.newer()}>
            {(newer) => (
              <Banner
                tone="amber"
                icon={<CircleAlert />}
                action={
                  <span class="flow-newer-actions">
                    <Button size="sm" onClick={() => draft.takeNewer()}>
                      {t("flows.newer.take")}
                    </Button>
                    <Button size="sm" onClick={() => void draft.keepMine()}>
                      {t("flows.newer.keep")}
                    </Button>
                  </span>
                }
              >
                <strong>{t("flows.newer.title", { name: newer().updatedBy ?? t("flows.somebody") })}</strong>{" "}
                {t("flows.newer.text")}
              </Banner>
            )}
          </Show>
          <div class="flow-body">
            <Show when={look() === "canvas"} fallback={<FlowOutline />}>
              <FlowCanvas />
            </Show>
            <Show when={editor.dock()}>
              <FlowDock />
            </Show>
          </div>
        </Show>
      </div>
    </FlowEditorProvider>
  );
}
