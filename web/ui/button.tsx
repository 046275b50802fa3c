import { Show, splitProps } from "solid-js";
import type { JSX } from "solid-js";
import { Spinner } from "./spinner.tsx";
import "./button.css";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger" | "transfer" | "done";
export type ButtonSize = "sm" | "md" | "lg";

export type ButtonProps = JSX.ButtonHTMLAttributes<HTMLButtonElement> & {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** Work is under way: keeps its width and the focus, shows a spinner, ignores presses. */
  pending?: boolean | undefined;
  /** Icon before the text. */
  icon?: JSX.Element;
  /** Icon or key after the text. */
  trailing?: JSX.Element;
  /** As wide as its container. */
  wide?: boolean | undefined;
};

/** A button with words in it. `type` is "button" unless said otherwise, so that no form is sent by accident. */
export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, [
    "variant",
    "size",
    "pending",
    "icon",
    "trailing",
    "wide",
    "class",
    "children",
    "onClick",
  ]);
  const press: JSX.EventHandler<HTMLButtonElement, MouseEvent> = (event) => {
    if (own.pending) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (typeof own.onClick === "function") own.onClick(event);
    else own.onClick?.[0](own.onClick[1], event);
  };
  return (
    <button
      type="button"
      {...rest}
      class={`ui-button${own.class ? ` ${own.class}` : ""}`}
      data-variant={own.variant ?? "secondary"}
      data-size={own.size ?? "md"}
      data-wide={own.wide ? "" : undefined}
      data-pending={own.pending ? "" : undefined}
      aria-busy={own.pending ? "true" : undefined}
      aria-disabled={own.pending ? "true" : rest["aria-disabled"]}
      onClick={press}
    >
      <span class="ui-button-face">
        {own.icon}
        <span class="ui-truncate">{own.children}</span>
        {own.trailing}
      </span>
      <Show when={own.pending}>
        <span class="ui-button-pending">
          <Spinner />
        </span>
      </Show>
    </button>
  );
}

/** A link that looks like a button, for where it leads elsewhere: another page, not the console's router. */
export function ButtonLink(props: {
  href: string;
  variant?: ButtonProps["variant"];
  size?: ButtonProps["size"];
  icon?: JSX.Element;
  wide?: boolean | undefined;
  children: JSX.Element;
}) {
  return (
    <a
      class="ui-button"
      rel="external"
      href={props.href}
      data-variant={props.variant ?? "secondary"}
      data-size={props.size ?? "md"}
      data-wide={props.wide ? "" : undefined}
    >
      <span class="ui-button-face">
        {props.icon}
        <span class="ui-truncate">{props.children}</span>
      </span>
    </a>
  );
}
