import type { Editor } from "@tiptap/core";
import { createEffect, createMemo, createSignal, For, on, type Accessor } from "solid-js";
import { Dynamic, Portal } from "solid-js/web";
import { matchesQuery } from "../../ui/picker-filter.ts";
import "../../ui/panel.css";
import { t } from "./article-intl.ts";
import { blocks } from "./article-tools.ts";

/** Where the caret is on the screen, for what opens at it. */
type Place = { left: number; top: number };

/** The list of blocks that opens where somebody types "/" at the beginning of a line. */
export function createSlash(editor: Accessor<Editor | undefined>, revision: Accessor<number>) {
  const [closedAt, setClosedAt] = createSignal<number | null>(null);
  const [active, setActive] = createSignal(0);

  /** What stands behind the slash; null: no slash here. */
  const asked = createMemo(() => {
    revision();
    const made = editor();
    if (made === undefined || !made.isFocused || !made.state.selection.empty) return null;
    const { $from } = made.state.selection;
    if ($from.parent.type.name !== "paragraph") return null;
    const query = /^\/(\S*)$/.exec($from.parent.textBetween(0, $from.parentOffset))?.[1];
    return query === undefined || closedAt() === $from.start() ? null : { query, from: $from.start(), to: $from.pos };
  });
  const found = createMemo(() => {
    const query = asked()?.query ?? "";
    return blocks.filter(({ label, words, name }) => matchesQuery(query, [label(), words, name]));
  });
  createEffect(
    on(
      () => asked()?.query,
      () => setActive(0),
    ),
  );
  createEffect(() => {
    // Another line may ask again.
    if (asked() === null && editor()?.state.selection.$from.start() !== closedAt()) setClosedAt(null);
  });

  const open = createMemo((): Place | null => {
    const at = asked();
    const made = editor();
    if (at === null || made === undefined) return null;
    const { left, bottom } = made.view.coordsAtPos(at.from);
    return { left, top: bottom };
  });
  const pick = (index: number) => {
    const at = asked();
    const made = editor();
    const tool = found()[index];
    if (at === null || made === undefined || tool === undefined) return;
    made.chain().focus().deleteRange(at).run();
    tool.run(made);
  };
  const close = () => setClosedAt(asked()?.from ?? null);

  return {
    ...{ open, found, active, setActive, pick, close },
    /** Keys of the list, while it is open. Whether it took this one. */
    press: (event: KeyboardEvent): boolean => {
      if (open() === null || event.isComposing) return false;
      const count = found().length;
      if (event.key === "Escape") close();
      else if (count === 0) return false;
      else if (event.key === "ArrowDown") setActive((active() + 1) % count);
      else if (event.key === "ArrowUp") setActive((active() + count - 1) % count);
      else if (event.key === "Enter" || event.key === "Tab") pick(active());
      else return false;
      event.preventDefault();
      return true;
    },
  };
}

export function SlashList(props: { slash: ReturnType<typeof createSlash>; at: Place }) {
  const { slash } = props;
  let list: HTMLDivElement | undefined;
  createEffect(() => list?.children[slash.active()]?.scrollIntoView({ block: "nearest" }));
  const top = () => (props.at.top + 320 > innerHeight ? undefined : `${props.at.top + 6}px`);
  return (
    <Portal>
      <div
        ref={(element) => (list = element)}
        class="ui-panel article-slash ui-scroll"
        role="listbox"
        aria-label={t("articles.tool.blocks")}
        style={{
          left: `${Math.min(props.at.left, innerWidth - 260)}px`,
          top: top(),
          bottom: top() === undefined ? `${innerHeight - props.at.top + 28}px` : undefined,
        }}
      >
        <For each={slash.found()} fallback={<p class="article-slash-none">{t("articles.tool.noBlock")}</p>}>
          {(tool, index) => (
            <div
              class="ui-panel-item"
              role="option"
              aria-selected={slash.active() === index()}
              data-highlighted={slash.active() === index() ? "" : undefined}
              onPointerMove={() => slash.setActive(index())}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => slash.pick(index())}
            >
              <Dynamic component={tool.icon} />
              <span class="ui-panel-item-text">{tool.label()}</span>
            </div>
          )}
        </For>
      </div>
    </Portal>
  );
}
