import { A } from "@solidjs/router";
import ChevronRight from "lucide-solid/icons/chevron-right";
import { For, type JSX } from "solid-js";
import "./settings-list.css";

/** The title of a page that lists several of one kind, with the way to a new one beside it. */
export function SettingsTitleRow(props: { children: JSX.Element }) {
  return <div class="settings-title-row">{props.children}</div>;
}

/** Several of one kind; each leads to a page of its own. */
export function SettingsList<Item>(props: { items: readonly Item[]; children: (item: Item) => JSX.Element }) {
  return (
    <ul class="settings-list">
      <For each={props.items}>{(item) => <li>{props.children(item)}</li>}</For>
    </ul>
  );
}

/** `tile` stands before the name, `children` after it. */
export function SettingsListRow(props: {
  href: string;
  tile: JSX.Element;
  name: string;
  detail: JSX.Element;
  children?: JSX.Element;
}) {
  return (
    <A class="settings-list-row" href={props.href}>
      {props.tile}
      <span class="settings-list-words">
        <strong class="ui-truncate" dir="auto">
          {props.name}
        </strong>
        {props.detail}
      </span>
      {props.children}
      <ChevronRight class="ui-mirror" />
    </A>
  );
}
