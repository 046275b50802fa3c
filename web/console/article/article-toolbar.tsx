import type { Editor } from "@tiptap/core";
import ImageIcon from "lucide-solid/icons/image";
import Link from "lucide-solid/icons/link";
import Redo from "lucide-solid/icons/redo-2";
import Table2 from "lucide-solid/icons/table-2";
import Undo from "lucide-solid/icons/undo-2";
import Video from "lucide-solid/icons/video";
import { createSignal, For, Show } from "solid-js";
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
  const [open, setOpen] = createSignal(false);
  const [address, setAddress] = createSignal("");
  const [wrong, setWrong] = createSignal(false);
  const begin = (opened: boolean) => {
    if (opened) {
      setAddress(String(props.editor.getAttributes("link")["href"] ?? ""));
      setWrong(false);
    }
    setOpen(opened);
  };
  const set = () => {
    const typed = address().trim();
    const href = /^(?:[a-z]+:|\/)/i.test(typed) ? typed : `https://${typed}`;
    if (!hrefSchema.safeParse(href).success) {
      setWrong(true);
      return;
    }
    setOpen(false);
    const { empty } = props.editor.state.selection;
    const chain = props.editor.chain().focus();
    if (empty && !props.active)
      chain.insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.extendMarkRange("link").setLink({ href }).run();
  };
  return (
    <Popover
      label={t("articles.tool.link")}
      open={open()}
      onOpenChange={begin}
      trigger={(trigger) => (
        <ToolButton {...trigger} size="sm" label={t("articles.tool.link")} pressed={props.active}>
          <Link />
        </ToolButton>
      )}
    >
      <form
        class="article-tool-form"
        onSubmit={(event) => {
          event.preventDefault();
          set();
        }}
      >
        <TextField
          label={t("articles.link.address")}
          value={address()}
          onChange={setAddress}
          placeholder="https://"
          inputmode="url"
          maxlength={limits.urlCharacters}
          error={wrong() ? whyText("link_unsafe") : undefined}
          spellcheck={false}
        />
        <div class="article-tool-buttons">
          <Show when={props.active}>
            <Button
              variant="ghost"
              onClick={() => {
                setOpen(false);
                props.editor.chain().focus().extendMarkRange("link").unsetLink().run();
              }}
            >
              {t("articles.link.remove")}
            </Button>
          </Show>
          <Button variant="primary" type="submit">
            {t("articles.link.set")}
          </Button>
        </div>
      </form>
    </Popover>
  );
}

function VideoTool(props: { editor: Editor }) {
  const [open, setOpen] = createSignal(false);
  const [address, setAddress] = createSignal("");
  const [wrong, setWrong] = createSignal(false);
  const add = () => {
    const embed = embedOf(address());
    if (embed === null) {
      setWrong(true);
      return;
    }
    setOpen(false);
    setAddress("");
    props.editor.chain().focus().insertContent({ type: "embed", attrs: embed }).run();
  };
  return (
    <Popover
      label={t("articles.tool.video")}
      open={open()}
      onOpenChange={(opened) => {
        setWrong(false);
        setOpen(opened);
      }}
      trigger={(trigger) => (
        <ToolButton {...trigger} size="sm" label={t("articles.tool.video")}>
          <Video />
        </ToolButton>
      )}
    >
      <form
        class="article-tool-form"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          label={t("articles.video.address")}
          value={address()}
          onChange={setAddress}
          placeholder="https://youtu.be/…"
          inputmode="url"
          error={wrong() ? whyText("embed_not_allowed") : undefined}
          spellcheck={false}
        />
        <div class="article-tool-buttons">
          <Button variant="primary" type="submit">
            {t("articles.video.add")}
          </Button>
        </div>
      </form>
    </Popover>
  );
}

/** What a picture shows, for those who do not see it. */
function ImageWords(props: { editor: Editor }) {
  const [open, setOpen] = createSignal(false);
  const [words, setWords] = createSignal("");
  const set = () => {
    setOpen(false);
    props.editor.chain().focus().updateAttributes("image", { alt: words().trim() }).run();
  };
  return (
    <Popover
      label={t("articles.image.words")}
      open={open()}
      onOpenChange={(opened) => {
        if (opened) setWords(String(props.editor.getAttributes("image")["alt"] ?? ""));
        setOpen(opened);
      }}
      trigger={(trigger) => (
        <Button {...trigger} size="sm" variant="ghost">
          {t("articles.image.words")}
        </Button>
      )}
    >
      <form
        class="article-tool-form"
        onSubmit={(event) => {
          event.preventDefault();
          set();
        }}
      >
        <TextField
          label={t("articles.image.words")}
          help={t("articles.image.wordsHelp")}
          value={words()}
          onChange={setWords}
          maxlength={articleLimits.imageWordsCharacters}
        />
        <div class="article-tool-buttons">
          <Button variant="primary" type="submit">
            {t("articles.image.set")}
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
