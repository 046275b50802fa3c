import Upload from "lucide-solid/icons/upload";
import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { tf } from "./file-words.ts";
import "./file-drop.css";

/** Lets files be dropped on the element around it, which must be positioned, or anywhere (`whole`); says so while some are over it. */
export function FileDrop(props: { whole?: boolean; onFiles: (files: File[]) => void }) {
  const [over, setOver] = createSignal(false);
  let mark: HTMLSpanElement | undefined;
  onMount(() => {
    const around = props.whole ? document.documentElement : mark?.parentElement;
    if (!around) return;
    const stop = new AbortController();
    onCleanup(() => stop.abort());
    const has = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const listen = (name: "dragenter" | "dragover" | "dragleave" | "drop", handle: (event: DragEvent) => void) =>
      around.addEventListener(name, handle, { signal: stop.signal });
    for (const name of ["dragenter", "dragover"] as const) {
      listen(name, (event) => {
        if (!has(event)) return;
        event.preventDefault();
        setOver(true);
      });
    }
    listen("dragleave", (event) => {
      if (!(event.relatedTarget instanceof Node) || !around.contains(event.relatedTarget)) setOver(false);
    });
    listen("drop", (event) => {
      setOver(false);
      if (!has(event)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) props.onFiles(files);
    });
  });
  return (
    <>
      <span ref={(made) => (mark = made)} hidden />
      <Show when={over()}>
        <div class="file-drop" data-whole={props.whole ? "" : undefined}>
          <Upload />
          {tf("tray.drop")}
        </div>
      </Show>
    </>
  );
}

/** The files of a paste. Pictures that were copied out of a page come as files too; with words beside them the words are meant. */
export function pastedFiles(event: ClipboardEvent): File[] {
  const data = event.clipboardData;
  if (data === null || data.types.includes("text/plain")) return [];
  return [...data.files];
}

/** Opens the browser's own picker. `accept` empty: everything. */
export function chooseFiles(accept: string, onFiles: (files: File[]) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.accept = accept;
  input.addEventListener("change", () => onFiles([...(input.files ?? [])]));
  input.click();
}
