import { splitProps } from "solid-js";
import type { JSX } from "solid-js";
import "./icon-button.css";

export type IconButtonProps = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "children" | "aria-label"> & {
  /** The accessible name. */
  label: string;
  /** One icon. */
  children: JSX.Element;
  size?: "xs" | "sm" | "md" | "lg" | undefined;
  variant?: "ghost" | "solid" | "done" | "danger" | undefined;
  /** Makes it a toggle: true is pressed, false is not, undefined is no toggle. */
  pressed?: boolean | undefined;
  /** A dot at the corner: something waits behind this button. Say what in `label`. */
  mark?: boolean | undefined;
};

/** A button that shows only an icon, without a tooltip (the console uses ToolButton, which has one). */
export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ["label", "children", "size", "variant", "pressed", "mark", "class"]);
  return (
    <button
      type="button"
      {...rest}
      class={`ui-icon-button${own.class ? ` ${own.class}` : ""}`}
      aria-label={own.label}
      aria-pressed={own.pressed}
      data-size={own.size ?? "md"}
      data-variant={own.variant ?? "ghost"}
      data-mark={own.mark ? "" : undefined}
    >
      {own.children}
    </button>
  );
}
