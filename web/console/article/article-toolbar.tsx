import type { Editor } from "@tiptap/core";
import ImageIcon from "lucide-solid/icons/image";
import Link from "lucide-solid/icons/link";
import Redo from "lucide-solid/icons/redo-2";
import Table2 from "lucide-solid/icons/table-2";
import Undo from "lucide-solid/icons/undo-2";
import Video from "lucide-solid/icons/video";
import { type ComponentProps, createSignal, For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { embedOf, hrefSchema } from "#protocol/article-document";
import { articleLimits, limits } from "#protocol/limits";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import { Popover } from "../../ui/popover.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { Toolbar } from "../../ui/toolbar.tsx";
import { t, whyText } from "./article-intl.ts";
import { blocks, marks, type Tool } from "./article-tools.ts";
import { addImages } from "./article-writing.tsx";
import "./article-toolbar.css";

/** What can be done to the selected text. `revision` changes with the editor, so what is pressed follows the caret. */
export function ArticleToolbar(props: { editor: Editor; revision: () => number }) {
  let files: HTMLInputElement | undefined;
  const reading = <T,>(read: (editor: Editor) => T) => {
    props.revision();
    return read(props.editor);
  };
  const button = (tool: Tool) => (
    <ToolButton
      size="sm"
      label={tool.label()}
      keys={tool.keys}
      pressed={tool.active === undefined ? undefined : reading(tool.active)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => tool.run(props.editor)}
    >
      <Dynamic component={tool.icon} />
    </ToolButton>
  );
  return (
    <Toolbar label={t("articles.tool.label")} class="article-toolbar">
      <For each={marks}>{button}</For>
      <LinkTool editor={props.editor} active={reading((editor) => editor.isActive("link"))} />
      <span class="article-toolbar-gap" />
      <For each={blocks}>{button}</For>
      <span class="article-toolbar-gap" />
      <ToolButton size="sm" label={t("articles.tool.image")} onClick={() => files?.click()}>
        <ImageIcon />
      </ToolButton>
      <input
        ref={(element) => (files = element)}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp,image/avif"
        multiple
        hidden
        onChange={(event) => {
          addImages(props.editor, event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      <VideoTool editor={props.editor} />
      <Show when={reading((editor) => editor.isActive("table"))}>
        <TableTool editor={props.editor} />
      </Show>
      <Show when={reading((editor) => editor.isActive("image"))}>
        <ImageWords editor={props.editor} />
      </Show>
      <span class="article-toolbar-end" />
      <ToolButton
        size="sm"
        label={t("articles.tool.undo")}
        keys="Mod+KeyZ"
        aria-disabled={!reading((editor) => editor.can().undo())}
        onClick={() => props.editor.chain().focus().undo().run()}
      >
        <Undo class="ui-mirror" />
      </ToolButton>
      <ToolButton
        size="sm"
        label={t("articles.tool.redo")}
        keys="Mod+Shift+KeyZ"
        aria-disabled={!reading((editor) => editor.can().redo())}
        onClick={() => props.editor.chain().focus().redo().run()}
      >
        <Redo class="ui-mirror" />
      </ToolButton>
    </Toolbar>
  );
}

function LinkTool(props: { editor: Editor; active: boolean }) {
  const set = (typed: string) => {
    const href = /^(?:[a-z]+:|\/)/i.test(typed) ? typed : `https://${typed}`;
    if (!hrefSchema.safeParse(href).success) return whyText("link_unsafe");
    return () => {
      const { empty } = props.editor.state.selection;
      const chain = props.editor.chain().focus();
      if (empty && !props.active)
        chain.insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] }).run();
      else chain.extendMarkRange("link").setLink({ href }).run();
    };
  };
  return (
    <ToolForm
      title={t("articles.tool.link")}
      label={t("articles.link.address")}
      submit={t("articles.link.set")}
      begin={() => String(props.editor.getAttributes("link")["href"] ?? "")}
      onSubmit={set}
      field={{ placeholder: "https://", inputmode: "url", maxlength: limits.urlCharacters, spellcheck: false }}
      trigger={(trigger) => (
        <ToolButton {...trigger} size="sm" label={t("articles.tool.link")} pressed={props.active}>
          <Link />
        </ToolButton>
      )}
      beside={
        props.active
          ? {
              words: t("articles.link.remove"),
              run: () => props.editor.chain().focus().extendMarkRange("link").unsetLink().run(),
            }
          : undefined
      }
    />
  );
}

function VideoTool(props: { editor: Editor }) {
  const add = (address: string) => {
    const embed = embedOf(address);
    if (embed === null) return whyText("embed_not_allowed");
    return () => props.editor.chain().focus().insertContent({ type: "embed", attrs: embed }).run();
  };
  return (
    <ToolForm
      title={t("articles.tool.video")}
      label={t("articles.video.address")}
      submit={t("articles.video.add")}
      begin={() => ""}
      onSubmit={add}
      field={{
        placeholder: "https://youtu.be/…",
        inputmode: "url",
        maxlength: limits.urlCharacters,
        spellcheck: false,
      }}
      trigger={(trigger) => (
        <ToolButton {...trigger} size="sm" label={t("articles.tool.video")}>
          <Video />
        </ToolButton>
      )}
    />
  );
}

/** What a picture shows, for those who do not see it. */
function ImageWords(props: { editor: Editor }) {
  const set = (alt: string) => () => props.editor.chain().focus().updateAttributes("image", { alt }).run();
  return (
    <ToolForm
      title={t("articles.image.words")}
      label={t("articles.image.words")}
      submit={t("articles.image.set")}
      begin={() => String(props.editor.getAttributes("image")["alt"] ?? "")}
      onSubmit={set}
      field={{ help: t("articles.image.wordsHelp"), maxlength: articleLimits.imageWordsCharacters }}
      trigger={(trigger) => (
        <Button {...trigger} size="sm" variant="ghost">
          {t("articles.image.words")}
        </Button>
      )}
    />
  );
}

/** A tool that asks for one line of words. `onSubmit` gets them trimmed, and answers what is wrong with them, or what is to be done. */
function ToolForm(props: {
  title: string;
  label: string;
  submit: string;
  /** What stands in the field when it opens. */
  begin: () => string;
  onSubmit: (words: string) => string | (() => unknown);
  field: Pick<ComponentProps<typeof TextField>, "placeholder" | "inputmode" | "maxlength" | "spellcheck" | "help">;
  trigger: ComponentProps<typeof Popover>["trigger"];
  /** Another way to be done. */
  beside?: { words: string; run: () => void } | undefined;
}) {
  const [open, setOpen] = createSignal(false);
  const [words, setWords] = createSignal("");
  const [wrong, setWrong] = createSignal<string>();
  const begin = (opened: boolean) => {
    if (opened) {
      setWords(props.begin());
      setWrong(undefined);
    }
    setOpen(opened);
  };
  const submit = () => {
    const answer = props.onSubmit(words().trim());
    if (typeof answer === "string") {
      setWrong(answer);
      return;
    }
    setOpen(false);
    answer();
  };
  return (
    <Popover label={props.title} open={open()} onOpenChange={begin} trigger={props.trigger}>
      <form
        class="article-tool-form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField {...props.field} label={props.label} value={words()} onChange={setWords} error={wrong()} />
        <div class="article-tool-buttons">
          <Show when={props.beside}>
            {(other) => (
              <Button
                variant="ghost"
                onClick={() => {
                  setOpen(false);
                  other().run();
                }}
              >
                {other().words}
              </Button>
            )}
          </Show>
          <Button variant="primary" type="submit">
            {props.submit}
          </Button>
        </div>
      </form>
    </Popover>
  );
}

function TableTool(props: { editor: Editor }) {
  const chain = () => props.editor.chain().focus();
  return (
    <Menu
      trigger={(trigger) => (
        <Button {...trigger} size="sm" variant="ghost" icon={<Table2 />}>
          {t("articles.table.menu")}
        </Button>
      )}
    >
      <MenuItem onSelect={() => chain().addRowAfter().run()}>{t("articles.table.rowAfter")}</MenuItem>
      <MenuItem onSelect={() => chain().addColumnAfter().run()}>{t("articles.table.columnAfter")}</MenuItem>
      <MenuItem onSelect={() => chain().toggleHeaderRow().run()}>{t("articles.table.header")}</MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => chain().deleteRow().run()}>{t("articles.table.deleteRow")}</MenuItem>
      <MenuItem onSelect={() => chain().deleteColumn().run()}>{t("articles.table.deleteColumn")}</MenuItem>
      <MenuItem tone="danger" onSelect={() => chain().deleteTable().run()}>
        {t("articles.table.delete")}
      </MenuItem>
    </Menu>
  );
}
