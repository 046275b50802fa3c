import { createContext, createComponent, useContext } from "solid-js";
import type { Component, JSX } from "solid-js";
import { createLateTrigger, type TriggerProps } from "./late-trigger.ts";
import { lazyPart } from "./part.tsx";

const LoadedMenu = lazyPart(() => import("./menu-loaded.tsx").then((file) => file.LoadedMenu));

export type MenuProps = {
  trigger: (props: TriggerProps) => JSX.Element;
  placement?: "bottom-start" | "bottom-end" | "top-start" | "top-end" | "right-end" | undefined;
  children: JSX.Element;
};

export type ItemProps = {
  onSelect: () => void;
  icon?: JSX.Element;
  detail?: string | undefined;
  keys?: string | undefined;
  tone?: "danger" | "done" | undefined;
  disabled?: boolean | undefined;
  children: JSX.Element;
};

export type ChoicesProps = {
  label?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  children: JSX.Element;
};

export type ChoiceProps = { value: string; icon?: JSX.Element; detail?: string | undefined; children: JSX.Element };

export type GroupProps = { label: string; children: JSX.Element };

/** The parts of an open menu, from the file that has loaded by then. */
export const MenuParts = createContext<{
  Item: Component<ItemProps>;
  Choices: Component<ChoicesProps>;
  Choice: Component<ChoiceProps>;
  Group: Component<GroupProps>;
  Separator: Component;
}>();

function useParts() {
  const parts = useContext(MenuParts);
  if (!parts) throw new Error("A part of a menu stands outside of a Menu.");
  return parts;
}

/**
 * A button with a menu: `trigger={(p) => <Button {...p}>Status</Button>}`, and Menu… parts as children. What draws it loads
 * after the page; a press that comes earlier opens it when it has.
 */
export function Menu(props: MenuProps) {
  const late = createLateTrigger(LoadedMenu, (open) => ({
    "aria-haspopup": "true",
    "aria-expanded": false,
    onPointerDown: (event) => event.button === 0 && open(),
    // From the keyboard.
    onClick: open,
  }));
  return (
    <>
      {props.trigger(late.trigger)}
      <LoadedMenu.Loaded placement={props.placement} adopt={late.adopt} defaultOpen={late.asked()}>
        {props.children}
      </LoadedMenu.Loaded>
    </>
  );
}

/** Something to do. `detail` is a second, quieter line. */
export function MenuItem(props: ItemProps) {
  return createComponent(useParts().Item, props);
}

/** One of several, by MenuChoice; `label` is its heading. */
export function MenuChoices(props: ChoicesProps) {
  return createComponent(useParts().Choices, props);
}

export function MenuChoice(props: ChoiceProps) {
  return createComponent(useParts().Choice, props);
}

/** A heading over the items that follow it inside. */
export function MenuGroup(props: GroupProps) {
  return createComponent(useParts().Group, props);
}

export function MenuSeparator() {
  return createComponent(useParts().Separator, {});
}
