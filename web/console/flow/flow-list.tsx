import { useNavigate } from "@solidjs/router";
import CloudOff from "lucide-solid/icons/cloud-off";
import FileUp from "lucide-solid/icons/file-up";
import Globe from "lucide-solid/icons/globe";
import Plus from "lucide-solid/icons/plus";
import SearchX from "lucide-solid/icons/search-x";
import Workflow from "lucide-solid/icons/workflow";
import { createMemo, createSignal, For, onMount, Show } from "solid-js";
import { can } from "#domain/agent/agent";
import type { FlowCreation, FlowRow } from "#protocol/flow-library";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { showToast } from "../../ui/toast.tsx";
import { LibraryFilters } from "../library-filters.tsx";
import { useConsole } from "../console-context.tsx";
import { consolePart } from "../console-screen.ts";
import { t, whyText } from "./flow-intl.ts";
import { createAnswer } from "./flow-answer.ts";
import { flowRequests } from "./flow-requests.ts";
import { FlowListRow } from "./flow-list-row.tsx";
import "./flow-list.css";

const NewDialog = consolePart(() => import("./flow-new-dialog.tsx").then((file) => file.FlowNewDialog));
const HostsDialog = consolePart(() => import("./flow-hosts-dialog.tsx").then((file) => file.FlowHostsDialog));
const ImportDialog = consolePart(() => import("./flow-import-dialog.tsx").then((file) => file.FlowImportDialog));

const dayMs = 86_400_000;
const monthMs = 30 * dayMs;
const noFigures = { started: 0, finished: 0, handedOver: 0 };

const states = ["all", "published", "draft"] as const;

/** Every flow of the workspace: what runs, what is drawn, and what came of it. */
export function FlowList() {
  const { me } = useConsole();
  const navigate = useNavigate();
  const [words, setWords] = createSignal("");
  const [state, setState] = createSignal<(typeof states)[number]>("all");
  const [dialog, setDialog] = createSignal<"new" | "import" | "hosts" | null>(null);
  const list = createAnswer(
    () => true,
    () => flowRequests.list(),
  );
  // A day's beginning, so that the answer may be the same for everybody who asks today.
  const figures = createAnswer(
    () => Math.floor((Date.now() - monthMs) / dayMs) * dayMs,
    (since) => flowRequests.listFigures(since),
  );
  const figuresOf = ({ id, published }: FlowRow) => {
    const known = figures.value();
    return known === null || published === null ? null : (known.flows.find((each) => each.id === id) ?? noFigures);
  };
  const mayWrite = () => can(me().agent.role, "manage_flows");
  onMount(NewDialog.preload);

  const flows = () => list.value()?.flows ?? null;
  const shown = createMemo(() => {
    const wanted = words().trim().toLocaleLowerCase();
    return (flows() ?? []).filter(
      ({ name, description, published }) =>
        `${name} ${description}`.toLocaleLowerCase().includes(wanted) &&
        (state() === "all" || (state() === "published") === (published !== null)),
    );
  });
  const isFiltered = () => words().trim() !== "" || state() !== "all";

  const create = async (made: FlowCreation): Promise<boolean> => {
    const created = await flowRequests.create(made);
    if (created.ok) navigate(`/flows/${created.value.id}`);
    else showToast({ kind: "danger", text: whyText(created.error.code) });
    return created.ok;
  };
  const duplicate = async (row: FlowRow) => {
    const read = await flowRequests.flow(row.id);
    if (!read.ok) return void showToast({ kind: "danger", text: whyText(read.error.code) });
    const { name, description, draft } = read.value;
    await create({ name: t("flows.copyOf", { name }).slice(0, 120), description, draft });
  };
  const remove = async (row: FlowRow) => {
    const removed = await flowRequests.remove(row.id, row.version);
    if (!removed.ok) {
      void list.again();
      return void showToast({ kind: "danger", text: whyText(removed.error.code) });
    }
    list.put({ flows: (flows() ?? []).filter(({ id }) => id !== row.id) });
    showToast({
      text: t("flows.deleted", { name: row.name }),
      action: {
        label: t("flows.undo"),
        run: () =>
          void flowRequests.restore(row.id, row.version + 1).then((restored) => {
            if (!restored.ok) showToast({ kind: "danger", text: whyText(restored.error.code) });
            void list.again();
          }),
      },
    });
  };

  return (
    <div class="flows library-place ui-scroll">
      <div class="library">
        <header class="library-head">
          <div>
            <h1>{t("flows.title")}</h1>
            <p>{t("flows.text")}</p>
          </div>
          <Show when={mayWrite()}>
            <div class="flows-head-actions">
              <Show when={can(me().agent.role, "manage_workspace")}>
                <Button icon={<Globe />} onClick={() => setDialog("hosts")}>
                  {t("flows.hosts")}
                </Button>
              </Show>
              <Button icon={<FileUp />} onClick={() => setDialog("import")}>
                {t("flows.import")}
              </Button>
              <Button variant="primary" icon={<Plus />} onClick={() => setDialog("new")}>
                {t("flows.new")}
              </Button>
            </div>
          </Show>
        </header>
        <LibraryFilters
          search={t("flows.search")}
          words={words()}
          onWords={setWords}
          filter={t("flows.state")}
          states={states.map((value) => ({ value, label: t(`flows.state.${value}`) }))}
          state={state()}
          onState={setState}
        />
        <Show
          when={flows()}
          fallback={
            <Show when={list.refused()} fallback={<SkeletonRows rows={6} label={t("flows.loading")} />}>
              <EmptyState
                icon={<CloudOff />}
                title={t("flows.listFailed")}
                action={<Button onClick={() => void list.again()}>{t("ui.retry")}</Button>}
              />
            </Show>
          }
        >
          <Show
            when={shown().length > 0}
            fallback={
              <Show
                when={isFiltered()}
                fallback={
                  <EmptyState
                    icon={<Workflow />}
                    title={t("flows.none")}
                    text={t("flows.noneText")}
                    action={
                      <Show when={mayWrite()}>
                        <Button variant="primary" icon={<Plus />} onClick={() => setDialog("new")}>
                          {t("flows.new")}
                        </Button>
                      </Show>
                    }
                  />
                }
              >
                <EmptyState
                  icon={<SearchX />}
                  title={t("flows.noneFound")}
                  action={
                    <Button
                      onClick={() => {
                        setWords("");
                        setState("all");
                      }}
                    >
                      {t("flows.clear")}
                    </Button>
                  }
                />
              </Show>
            }
          >
            <ul class="library-rows">
              <For each={shown()}>
                {(row) => (
                  <FlowListRow
                    flow={row}
                    figures={figuresOf(row)}
                    mayWrite={mayWrite()}
                    onDuplicate={() => void duplicate(row)}
                    onDelete={() => void remove(row)}
                  />
                )}
              </For>
            </ul>
          </Show>
        </Show>
      </div>
      <Show when={dialog() === "new"}>
        <NewDialog onCreate={create} onClose={() => setDialog(null)} />
      </Show>
      <Show when={dialog() === "hosts"}>
        <HostsDialog onClose={() => setDialog(null)} />
      </Show>
      <Show when={dialog() === "import"}>
        <ImportDialog onImported={(id) => navigate(`/flows/${id}`)} onClose={() => setDialog(null)} />
      </Show>
    </div>
  );
}
