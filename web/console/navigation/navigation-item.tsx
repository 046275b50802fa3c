import { A } from "@solidjs/router";
import { createUniqueId, Show, splitProps, type JSX } from "solid-js";
import { Count } from "../../ui/badge.tsx";
import "./navigation-item.css";

/** One place to go. `count` stands at its icon; `countText` says it in words. The accessible name is `label` alone; the number describes it. */
export function NavigationLink(props: {
  href: string;
  /** What goes with the way there, for the screen behind it. */
  state?: object | undefined;
  label: string;
  icon: JSX.Element;
  count?: number | undefined;
  countText?: string | undefined;
  /** Something of it goes on now: a red light blinks at its side, and `countText` says what. */
  running?: boolean | undefined;
  current: boolean;
}) {
  const described = createUniqueId();
  return (
    <A
      href={props.href}
      state={props.state}
      class="nav-item"
      aria-current={props.current ? "page" : undefined}
      aria-describedby={props.count || props.running ? described : undefined}
      activeClass=""
      inactiveClass=""
      data-current={props.current ? "" : undefined}
    >
      <span class="nav-item-icon" aria-hidden="true">
        {props.icon}
        <Show when={props.count}>
          {(count) => (
            <span class="nav-item-count">
              <Count value={count()} label="" tone="red" />
            </span>
          )}
        </Show>
        <Show when={props.running}>
          <span class="nav-item-running" />
        </Show>
      </span>
      <span class="nav-item-label ui-truncate">{props.label}</span>
      <Show when={props.count || props.running}>
        <span id={described} class="ui-hidden" aria-hidden="true">
          {props.countText}
        </span>
      </Show>
    </A>
  );
}

/** A button that looks like the places beside it and opens a menu. */
export function NavigationButton(
  props: JSX.ButtonHTMLAttributes<HTMLButtonElement> & { name: string; label?: string | undefined; icon: JSX.Element },
) {
  const [own, rest] = splitProps(props, ["name", "label", "icon", "class"]);
  return (
    <button type="button" {...rest} class="nav-item">
      <span class="nav-item-icon" aria-hidden="true">
        {own.icon}
      </span>
      <Show when={own.label}>
        <span class="nav-item-label ui-truncate" aria-hidden="true">
          {own.label}
        </span>
      </Show>
      <span class="ui-hidden">{own.name}</span>
    </button>
  );
}
