import Check from "lucide-solid/icons/check";
import Search from "lucide-solid/icons/search";
import { children, For, Show, createEffect, createMemo, createSignal, createUniqueId, on, onMount } from "solid-js";
import type { JSX } from "solid-js";
import { matchesQuery } from "./picker-filter.ts";
import { Spinner } from "./spinner.tsx";
import { useUi } from "./ui-context.tsx";
import "./panel.css";
import "./picker.css";

export type PickerOption = {
  /** Unique over all groups. */
  value: string;
  label: string;
  detail?: string | undefined;
  /** Further words to be found by, never drawn. */
  keywords?: string | undefined;
  /** Before the words: an avatar. */
  leading?: (() => JSX.Element) | undefined;
  /** After the words: availability, a count. */
  trailing?: (() => JSX.Element) | undefined;
  disabled?: boolean | undefined;
};

export type PickerGroup = { label?: string | undefined; options: readonly PickerOption[] };

/**
 * A search line over a grouped list, for choosing among many: agents, teams, articles. Stands inside a Popover (flush) or a Dialog.
 * Typing filters and puts the highlight on the first match, arrows move it, Enter picks; pressed while the options still
 * load, it picks when they are there. It begins on what is selected. With `onQuery` the caller does the filtering. (An ARIA combobox whose list is always open; Kobalte's has no such form.)
 */
export function Picker(props: {
  /** Accessible name of the search line and of the list. */
  label: string;
  placeholder?: string | undefined;
  groups: readonly PickerGroup[];
  /** Marks the present choice. */
  selected?: string | undefined;
  onPick: (value: string) => void;
  /** Enter on what is selected already: whoever chose is sure. */
  onConfirm?: (() => void) | undefined;
  /** Given, `groups` is shown as it is, and this is told each change of the query. */
  onQuery?: ((query: string) => void) | undefined;
  loading?: boolean | undefined;
  footer?: JSX.Element;
}) {
  const ui = useUi();
  const id = createUniqueId();
  const [query, setQuery] = createSignal("");
  const [highlighted, setHighlighted] = createSignal<string>();
  const [entered, setEntered] = createSignal(false);
  let list: HTMLDivElement | undefined;
  // Asked for twice, it would be made twice.
  const footer = children(() => props.footer);

  const groups = createMemo(() =>
    props.groups
      .map((group) => ({
        label: group.label,
        options: props.onQuery
          ? group.options
          : group.options.filter((option) => matchesQuery(query(), [option.label, option.detail, option.keywords])),
      }))
      .filter((group) => group.options.length > 0),
  );
  const reachable = createMemo(() => groups().flatMap((group) => group.options.filter((option) => !option.disabled)));
  const active = () => {
    const at = (value: string | undefined) => reachable().find((option) => option.value === value);
    return at(highlighted()) ?? (query() === "" ? at(props.selected) : reachable()[0]);
  };
  const optionId = (value: string) => `${id}-option-${value}`;

  createEffect(
    on(active, (option) => {
      if (option)
        list?.querySelector(`[id="${CSS.escape(optionId(option.value))}"]`)?.scrollIntoView({ block: "nearest" });
    }),
  );

  createEffect(
    on(
      () => entered() && !props.loading,
      (ready) => {
        if (!ready) return;
        setEntered(false);
        const option = active();
        if (option) props.onPick(option.value);
      },
    ),
  );

  const move = (step: number) => {
    const all = reachable();
    if (all.length === 0) return;
    const current = active();
    const at = current ? all.indexOf(current) : -1;
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length;
    setHighlighted(all[next]?.value);
  };

  const enter = (repeated: boolean) => {
    const isSelected = !props.loading && props.selected !== undefined && active()?.value === props.selected;
    if (!props.onConfirm || !isSelected) setEntered(true);
    else if (!repeated) props.onConfirm();
  };

  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") enter(event.repeat);
    else return;
    event.preventDefault();
  };

  let field: HTMLInputElement | undefined;
  // What loads into a popover that is open already comes too late for its first focus, which the popover then holds itself.
  onMount(() => {
    const holder = document.activeElement;
    if (holder?.matches("[role=dialog]") && holder.contains(field ?? null)) field?.focus();
  });

  return (
    <div class="ui-picker">
      <div class="ui-picker-search">
        <Show when={props.loading} fallback={<Search />}>
          <Spinner />
        </Show>
        <input
          ref={(made) => (field = made)}
          type="text"
          role="combobox"
          aria-label={props.label}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={active() && optionId(active()?.value ?? "")}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          placeholder={props.placeholder ?? ui.word("search")}
          value={query()}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setHighlighted(undefined);
            setEntered(false);
            props.onQuery?.(event.currentTarget.value);
          }}
          onKeyDown={press}
        />
      </div>
      <div
        ref={(made) => (list = made)}
        id={`${id}-list`}
        class="ui-picker-list ui-scroll"
        role="listbox"
        aria-label={props.label}
      >
        <For each={groups()}>
          {(group, index) => (
            <div role="group" aria-labelledby={group.label ? `${id}-group-${index()}` : undefined}>
              <Show when={group.label}>
                <div id={`${id}-group-${index()}`} class="ui-panel-heading" role="presentation">
                  {group.label}
                </div>
              </Show>
              <For each={group.options}>
                {(option) => (
                  <div
                    id={optionId(option.value)}
                    class="ui-panel-item ui-picker-option"
                    role="option"
                    aria-selected={active()?.value === option.value}
                    aria-disabled={option.disabled ? "true" : undefined}
                    data-highlighted={active()?.value === option.value ? "" : undefined}
                    data-disabled={option.disabled ? "" : undefined}
                    onPointerMove={() =>
                      !option.disabled && highlighted() !== option.value && setHighlighted(option.value)
                    }
                    // The focus stays in the search line.
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => !option.disabled && props.onPick(option.value)}
                  >
                    {option.leading?.()}
                    <span class="ui-panel-item-text">
                      <span class="ui-truncate ui-picker-label">{option.label}</span>
                      <Show when={option.detail}>
                        <span class="ui-panel-item-detail ui-truncate">{option.detail}</span>
                      </Show>
                    </span>
                    {option.trailing?.()}
                    <Show when={props.selected === option.value}>
                      <span class="ui-panel-check">
                        <Check />
                      </span>
                    </Show>
                  </div>
                )}
              </For>
            </div>
          )}
        </For>
      </div>
      <p class="ui-picker-empty" role="status">
        {groups().length === 0 && !props.loading ? ui.word("noResults") : ""}
      </p>
      <Show when={footer()}>
        <div class="ui-picker-footer">{footer()}</div>
      </Show>
    </div>
  );
}
