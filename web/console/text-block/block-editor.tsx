import { can } from "#domain/agent/agent";
import type { Block } from "#protocol/text-block";
import { A, useNavigate } from "@solidjs/router";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import CopyPlus from "lucide-solid/icons/copy-plus";
import Trash from "lucide-solid/icons/trash";
import { Show, createEffect, on } from "solid-js";
import {
  askBlock,
  askChangeBlock,
  askCreateBlock,
  askDeleteBlock,
  askRestoreBlock,
} from "../../connection/block-requests.ts";
import { request } from "../../connection/http.ts";
import type { BlockStore } from "../../store/block-store.ts";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toast.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { useConsole } from "../console-context.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { createSettingsForm } from "../settings/settings-form.ts";
import { SettingsFormView } from "../settings/settings-form-view.tsx";
import {
  blockDraft,
  type DraftMessage,
  type EditorDraft,
  editorDraft,
  emptyDraft,
  freeShortcut,
  saysNothing,
  shortcutFrom,
} from "./block-draft.ts";
import { BlockContents } from "./block-contents.tsx";
import { BlockTheirs } from "./block-theirs.tsx";
import type { BlockSeed } from "./block-screen.tsx";
import { t } from "./text-block-intl.ts";

function contentsProblem(messages: readonly DraftMessage[]): string | undefined {
  if (messages.some(({ pending }) => pending > 0)) return t("blocks.filesPending");
  return messages.some(saysNothing) ? t("blocks.wordsMissing") : undefined;
}

/** What the form begins from: nothing of its own yet, or the block as the server has it. */
type Saved = { block: Block | null };

/** One block, to be read, changed, duplicated and deleted; or a new one, which `seed` fills. Made anew for each. */
export function BlockEditor(props: { block: Block | null; seed: EditorDraft; store: BlockStore }) {
  const { me } = useConsole();
  const navigate = useNavigate();
  const { block: first, seed, store } = props;
  const kind = first?.kind ?? seed.kind;
  const mayShare = () => can(me().agent.role, "manage_text_blocks");
  const mayWrite = () => first === null || first.scope.kind === "agent" || mayShare();

  const form = createSettingsForm<Saved, EditorDraft>({
    empty: emptyDraft(kind),
    draftOf: ({ block }) => (block === null ? emptyDraft(kind) : editorDraft(block)),
    load: async () => {
      if (first === null) return { ok: true, value: { block: null } };
      const answer = await askBlock(request, first.id);
      return answer.ok ? { ok: true, value: { block: answer.value } } : answer;
    },
    save: async (draft, { block }) => {
      const answer = block
        ? await askChangeBlock(request, block.id, block.version, blockDraft(draft))
        : await askCreateBlock(request, blockDraft(draft));
      return answer.ok ? { ok: true, value: { block: answer.value } } : answer;
    },
    problems: (draft) => {
      const { title, shortcut } = blockDraft(draft).kind === "text" ? draft : { ...draft, shortcut: "ok" };
      return {
        title: title.trim() === "" ? t("blocks.nameMissing") : undefined,
        shortcut: /^#?[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(shortcut.trim()) ? undefined : t("blocks.shortcutWrong"),
        contents: contentsProblem(draft.contents.flatMap(({ messages }) => messages)),
      };
    },
    problemOf: ({ code, path = "" }) => {
      if (code === "shortcut_taken") return { field: "shortcut", text: t("error.shortcut_taken") };
      const field = (["title", "shortcut", "folder", "tags", "contents"] as const).find((name) =>
        path.replace(/^block\./, "").startsWith(name),
      );
      return field ? { field, text: t("blocks.long") } : null;
    },
    onSaved: ({ block }) => {
      if (!block) return;
      store.put(block);
      if (first === null) navigate(`/text-blocks/${block.id}`, { replace: true });
    },
  });
  // What a new one begins with is not saved yet.
  createEffect(
    on(form.saved, (saved) => saved?.block === null && form.setDraft(structuredClone(seed)), { defer: true }),
  );

  const scopes = () => [
    { value: "agent", label: t("blocks.scope.me") },
    ...(mayShare() || form.draft.scope !== "agent"
      ? [
          ...me().allTeams.map(({ id, name }) => ({ value: id, label: t("blocks.scope.team", { name }) })),
          { value: "everybody", label: t("blocks.scope.everybody") },
        ]
      : []),
  ];
  const folders = () => [...new Set(store.blocks().map(({ folder }) => folder))].filter((name) => name !== "");

  const duplicate = () => {
    const draft = form.draft;
    const copy = structuredClone({
      ...editorDraft(blockDraft(draft)),
      title: t("blocks.copyOf", { title: draft.title }),
    });
    const state: BlockSeed = {
      seed: {
        ...copy,
        shortcut: kind === "text" ? freeShortcut(draft.shortcut, store.blocks()) : "",
        scope: mayShare() ? draft.scope : "agent",
      },
    };
    navigate(kind === "text" ? "/text-blocks/new" : "/text-blocks/new-chat", { state });
  };
  const remove = async () => {
    const block = form.saved()?.block;
    if (!block) return;
    const answer = await askDeleteBlock(request, block);
    if (!answer.ok) {
      showToast({ kind: "danger", text: refusalText(answer.error) });
      if (answer.error.code === "changed_meanwhile") void form.load();
      return;
    }
    form.discard();
    store.drop(block.id);
    navigate("/text-blocks");
    showToast({
      text: t("blocks.deleted", { title: block.title }),
      action: { label: t("blocks.undo"), run: () => void restore(block) },
    });
  };
  const restore = async (block: Block) => {
    const answer = await askRestoreBlock(request, block.id, block.version + 1);
    if (!answer.ok) return void showToast({ kind: "danger", text: refusalText(answer.error) });
    store.put(answer.value);
    showToast({ kind: "success", text: t("blocks.restored", { title: block.title }) });
    navigate(`/text-blocks/${block.id}`);
  };

  return (
    <div class="block-editor">
      <header class="block-editor-head">
        <A href="/text-blocks" class="block-editor-back" aria-label={t("blocks.back")}>
          <ArrowLeft class="ui-mirror" />
        </A>
        <h2 class="block-editor-title ui-truncate">
          {form.draft.title || t(kind === "text" ? "blocks.newText" : "blocks.newChat")}
        </h2>
        <Show when={first}>
          <span class="block-editor-uses">
            {props.block?.uses ? t("blocks.uses", { count: props.block.uses }) : t("blocks.unused")}
          </span>
          <ToolButton
            label={t("blocks.duplicate")}
            placement="bottom"
            disabled={form.saved() === null}
            onClick={duplicate}
          >
            <CopyPlus />
          </ToolButton>
          <Show when={mayWrite()}>
            <ToolButton label={t("blocks.delete")} placement="bottom" onClick={() => void remove()}>
              <Trash />
            </ToolButton>
          </Show>
        </Show>
      </header>
      <Show when={!mayWrite()}>
        <p class="block-editor-note">{t("blocks.readOnly")}</p>
      </Show>
      <SettingsFormView form={form}>
        <Show when={form.theirs()}>
          {(theirs) => <BlockTheirs theirs={theirs()} mine={form.draft} scopes={scopes()} />}
        </Show>
        <fieldset class="block-editor-fields" disabled={!mayWrite()}>
          <div class="block-editor-row">
            <TextField
              label={t("blocks.name")}
              value={form.draft.title}
              maxlength={120}
              error={form.problem("title")}
              onChange={(title) => {
                // A shortcut that nobody has touched follows the title.
                const follows = first === null && form.draft.shortcut === shortcutFrom(form.draft.title);
                form.setDraft("title", title);
                if (follows && kind === "text") form.setDraft("shortcut", shortcutFrom(title));
              }}
            />
            <Show when={kind === "text"}>
              <TextField
                label={t("blocks.shortcut")}
                value={form.draft.shortcut}
                icon={<span class="block-editor-hash">#</span>}
                maxlength={40}
                spellcheck={false}
                help={t("blocks.shortcutHelp")}
                error={form.problem("shortcut")}
                onChange={(shortcut) => form.setDraft("shortcut", shortcut)}
              />
            </Show>
          </div>
          <BlockContents
            kind={kind}
            contents={form.draft.contents}
            problem={form.problem("contents")}
            onChange={(contents) => form.setDraft("contents", contents)}
          />
          <div class="block-editor-row">
            <Select
              label={t("blocks.scope")}
              options={scopes()}
              value={form.draft.scope}
              disabled={!mayWrite()}
              onChange={(scope) => form.setDraft("scope", scope)}
            />
            <TextField
              label={t("blocks.folder")}
              value={form.draft.folder}
              maxlength={120}
              help={folders().length > 0 ? folders().slice(0, 4).join(" · ") : t("blocks.folderHelp")}
              error={form.problem("folder")}
              onChange={(folder) => form.setDraft("folder", folder)}
            />
            <TextField
              label={t("blocks.tags")}
              value={form.draft.tags}
              help={t("blocks.tagsHelp")}
              error={form.problem("tags")}
              onChange={(tags) => form.setDraft("tags", tags)}
            />
          </div>
        </fieldset>
      </SettingsFormView>
    </div>
  );
}
