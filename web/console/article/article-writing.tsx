import { Editor } from "@tiptap/core";
import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { embedOf } from "#protocol/article-document";
import { dismissToast, showToast } from "../../ui/toast.tsx";
import { articleExtensions, pastedHtml } from "./article-extensions.ts";
import { uploadImage } from "./article-image-upload.ts";
import { t, whyText } from "./article-intl.ts";
import { createSlash, SlashList } from "./article-slash.tsx";
import "../../ui/prose.css";
import "./article-writing.css";

/** Where the text of an article is written. Tiptap draws into one element; nothing of it is Solid's. */
export function ArticleWriting(props: {
  /** Told once, when it stands; `revision` is read by whoever shows what the editor has selected. */
  onEditor: (editor: Editor, revision: () => number) => void;
  onChange: () => void;
  language: string;
}) {
  const [editor, setEditor] = createSignal<Editor>();
  const [revision, setRevision] = createSignal(0);
  const slash = createSlash(editor, revision);
  let place: HTMLDivElement | undefined;

  onMount(() => {
    const made = new Editor({
      element: place ?? null,
      extensions: articleExtensions(() => t("articles.write.body")),
      editorProps: {
        attributes: {
          class: "prose article-text",
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": t("articles.write.bodyLabel"),
          lang: props.language,
          dir: "auto",
        },
        transformPastedHTML: (html) => {
          if (/<img\b(?![^>]*\/help\/images\/)/i.test(html)) showToast({ text: t("articles.image.foreign") });
          return pastedHtml(html);
        },
        handlePaste: (_view, event) => pasted(made, event),
        handleDrop: (_view, event, _slice, moved) => !moved && addImages(made, event.dataTransfer?.files),
        handleKeyDown: (_view, event) => slash.press(event),
      },
      onTransaction: () => setRevision((count) => count + 1),
      onUpdate: () => props.onChange(),
      onBlur: () => slash.close(),
    });
    setEditor(made);
    props.onEditor(made, revision);
  });
  onCleanup(() => editor()?.destroy());

  return (
    <div class="article-writing">
      <div ref={(element) => (place = element)} />
      <Show when={slash.open()}>{(at) => <SlashList slash={slash} at={at()} />}</Show>
    </div>
  );
}

/** A video's address on an empty line becomes the video; files become pictures. */
function pasted(editor: Editor, event: ClipboardEvent): boolean {
  if (addImages(editor, event.clipboardData?.files)) return true;
  const embed = embedOf(event.clipboardData?.getData("text/plain") ?? "");
  const isEmptyLine = editor.state.selection.$from.parent.content.size === 0;
  if (embed === null || !isEmptyLine) return false;
  return editor.chain().insertContent({ type: "embed", attrs: embed }).run();
}

/** Whether there were any. */
export function addImages(editor: Editor, files: FileList | null | undefined): boolean {
  const images = [...(files ?? [])].filter((file) => file.type.startsWith("image/"));
  for (const file of images) void addImage(editor, file);
  return images.length > 0;
}

async function addImage(editor: Editor, file: File): Promise<void> {
  const progress = showToast({ text: t("articles.image.uploading") });
  const answer = await uploadImage(file);
  dismissToast(progress);
  if (!answer.ok) {
    const why = whyText(answer.error.code);
    showToast({ kind: "danger", text: t("articles.image.failed", { name: file.name, why }) });
    return;
  }
  if (!editor.isDestroyed)
    editor
      .chain()
      .focus()
      .insertContent({ type: "image", attrs: { ...answer.value, alt: "" } })
      .run();
}
