import { wordsOf } from "#domain/text-block/block-search";
import type { Block } from "#protocol/text-block";
import { A, useNavigate } from "@solidjs/router";
import EllipsisVertical from "lucide-solid/icons/ellipsis-vertical";
import FileDown from "lucide-solid/icons/file-down";
import FileUp from "lucide-solid/icons/file-up";
import Hash from "lucide-solid/icons/hash";
import LockKeyhole from "lucide-solid/icons/lock-keyhole";
import MessagesSquare from "lucide-solid/icons/messages-square";
import Plus from "lucide-solid/icons/plus";
import Search from "lucide-solid/icons/search";
import UsersRound from "lucide-solid/icons/users-round";
import { Show, createMemo, createSignal } from "solid-js";
import type { BlockStore } from "../../store/block-store.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { markupWords } from "../../ui/markup.ts";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { Select } from "../../ui/select.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toast.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { Button } from "../../ui/button.tsx";
import { useConsole } from "../console-context.tsx";
import { saveFile } from "../save-file.ts";
import { BlockImport } from "./block-import-part.ts";
import { t } from "./text-block-intl.ts";

/** As many as a search shows: whoever does not find theirs among them types more. */
const MOST_FOUND = 200;

/** Every block of a kind, searched and by folder; the way to new ones, and in and out of files. */
export function BlockList(props: {
  store: BlockStore;
  kind: Block["kind"];
  onKind: (kind: Block["kind"]) => void;
  open: string | null;
}) {
  const { me } = useConsole();
  const navigate = useNavigate();
  const [query, setQuery] = createSignal("");
  const [folder, setFolder] = createSignal("*");
  const [importing, setImporting] = createSignal(false);

  const ofKind = createMemo(() => props.store.blocks().filter(({ kind }) => kind === props.kind));
  const folders = createMemo(() =>
    [...new Set(ofKind().map((block) => block.folder))].toSorted((a, b) => a.localeCompare(b)),
  );
  const shownFolder = () => (folder() === "*" || folders().includes(folder()) ? folder() : "*");
  const shown = createMemo<readonly Block[]>(() => {
    const search = props.kind === "text" ? props.store.searchText : props.store.searchChat;
    const found = query().trim() === "" ? ofKind().toSorted(byPlace) : search(query(), MOST_FOUND);
    return shownFolder() === "*" ? found : found.filter((block) => block.folder === shownFolder());
  });
  const create = () => navigate(props.kind === "text" ? "/text-blocks/new" : "/text-blocks/new-chat");
  const save = async (format: "csv" | "json") => {
    const { hasAttached, writeCsv, writeJson } = await import("./block-file.ts");
    const text = format === "csv" ? writeCsv(ofKind(), me().allTeams) : writeJson(ofKind());
    const incomplete = format === "csv" ? ofKind().filter(hasAttached).length : 0;
    if (incomplete > 0) showToast({ text: t("blocks.exportWithout", { count: incomplete }) });
    const type = format === "csv" ? "text/csv" : "application/json";
    saveFile(`${props.kind}-blocks.${format}`, new Blob([text], { type: `${type};charset=utf-8` }));
  };

  return (
    <div class="blocks-column">
      <header class="blocks-head">
        <div class="blocks-head-row">
          <h2 class="blocks-title">{t("blocks.title")}</h2>
          <Menu
            placement="bottom-end"
            trigger={(trigger) => (
              <ToolButton {...trigger} label={t("blocks.more")}>
                <EllipsisVertical />
              </ToolButton>
            )}
          >
            <MenuItem icon={<FileUp />} onSelect={() => setImporting(true)}>
              {t("blocks.import")}
            </MenuItem>
            <MenuItem icon={<FileDown />} disabled={ofKind().length === 0} onSelect={() => void save("csv")}>
              {t("blocks.exportCsv")}
            </MenuItem>
            <MenuItem icon={<FileDown />} disabled={ofKind().length === 0} onSelect={() => void save("json")}>
              {t("blocks.exportJson")}
            </MenuItem>
          </Menu>
          <ToolButton
            variant="solid"
            label={props.kind === "text" ? t("blocks.newText") : t("blocks.newChat")}
            onClick={create}
          >
            <Plus />
          </ToolButton>
        </div>
        <Tabs<Block["kind"]>
          class="blocks-kinds"
          variant="pill"
          label={t("blocks.title")}
          tabs={[
            { value: "text", label: t("blocks.text"), icon: () => <Hash /> },
            { value: "chat", label: t("blocks.chat"), icon: () => <MessagesSquare /> },
          ]}
          value={props.kind}
          onChange={props.onKind}
        >
          {(kind) => <p class="blocks-kind-help">{kind === "text" ? t("blocks.textHelp") : t("blocks.chatHelp")}</p>}
        </Tabs>
        <TextField
          label={t("blocks.search")}
          hideLabel
          icon={<Search />}
          placeholder={t("blocks.search")}
          value={query()}
          onChange={setQuery}
        />
        <Show when={folders().length > 1}>
          <Select
            label={t("blocks.folder")}
            hideLabel
            size="sm"
            options={[
              { value: "*", label: t("blocks.everyFolder") },
              ...folders().map((name) => ({ value: name, label: name || t("blocks.noFolder") })),
            ]}
            value={shownFolder()}
            onChange={setFolder}
          />
        </Show>
      </header>
      <Show
        when={shown().length > 0}
        fallback={<Nothing kind={props.kind} any={ofKind().length > 0} onCreate={create} />}
      >
        <VirtualList
          rows={shown()}
          rowKey={(block) => block.id}
          estimate={78}
          label={t("blocks.list")}
          reveal={props.open ?? undefined}
        >
          {(block) => <BlockRow block={block()} current={block().id === props.open} />}
        </VirtualList>
      </Show>
      <Show when={importing()}>
        <BlockImport store={props.store} onClose={() => setImporting(false)} />
      </Show>
    </div>
  );
}

function BlockRow(props: { block: Block; current: boolean }) {
  const words = () => markupWords(props.block.contents[0]?.messages.map(wordsOf).join(" · ") ?? "");
  return (
    <A
      href={`/text-blocks/${props.block.id}`}
      class="block-row"
      activeClass=""
      inactiveClass=""
      aria-current={props.current ? "page" : undefined}
    >
      <span class="block-row-head">
        <span class="block-row-title ui-truncate">{props.block.title}</span>
        <Show when={props.block.kind === "text" && props.block.shortcut}>
          {(shortcut) => <span class="block-row-shortcut">#{shortcut()}</span>}
        </Show>
      </span>
      <span class="block-row-words ui-truncate" dir="auto">
        {words()}
      </span>
      <span class="block-row-foot">
        <Show when={props.block.scope.kind !== "everybody"}>
          <Show when={props.block.scope.kind === "agent"} fallback={<UsersRound />}>
            <LockKeyhole />
          </Show>
        </Show>
        <Show when={props.block.folder}>{(name) => <span class="ui-truncate">{name()}</span>}</Show>
        <Show when={props.block.uses > 0}>
          <span class="block-row-uses">{t("blocks.uses", { count: props.block.uses })}</span>
        </Show>
      </span>
    </A>
  );
}

function Nothing(props: { kind: Block["kind"]; any: boolean; onCreate: () => void }) {
  const texts = () => {
    if (props.any) return [t("blocks.nothing"), t("blocks.nothingText")] as const;
    return props.kind === "text"
      ? ([t("blocks.none"), t("blocks.noneText")] as const)
      : ([t("blocks.noneChat"), t("blocks.noneChatText")] as const);
  };
  return (
    <EmptyState
      icon={<Hash />}
      title={texts()[0]}
      text={texts()[1]}
      action={
        <Show when={!props.any}>
          <Button variant="primary" icon={<Plus />} onClick={props.onCreate}>
            {props.kind === "text" ? t("blocks.newText") : t("blocks.newChat")}
          </Button>
        </Show>
      }
    />
  );
}

function byPlace(a: Block, b: Block): number {
  return a.folder.localeCompare(b.folder) || a.title.localeCompare(b.title);
}
