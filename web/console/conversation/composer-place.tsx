import { Show, splitProps } from "solid-js";
import type { JSX } from "solid-js";
import { ToolButton, type ToolButtonProps } from "../../ui/tool-button.tsx";
import { t } from "../console-intl.ts";
import { useComposer } from "./composer-context.tsx";

/**
 * One button of the composer's bar. `obstacle` says why it cannot be used now: then it is reached, says so, and does
 * nothing. `replyOnly` is for what goes to the customer alone and has no place in a note. A picker spreads its trigger's
 * props on it: `<Popover trigger={(trigger) => <ComposerPlace {...trigger} label=…>…</ComposerPlace>}>`.
 */
export function ComposerPlace(
  props: Omit<ToolButtonProps, "children"> & {
    obstacle?: string | undefined;
    replyOnly?: boolean | undefined;
    /** One icon. */
    children: JSX.Element;
  },
) {
  const composer = useComposer();
  const [own, button] = splitProps(props, ["obstacle", "replyOnly", "children"]);
  const obstacle = () =>
    own.replyOnly && composer.tab() === "note" ? t("composer.bar.replyOnly") : (own.obstacle ?? null);
  return (
    <Show when={obstacle()} fallback={<ToolButton {...button}>{own.children}</ToolButton>}>
      {(why) => (
        <ToolButton
          label={t("composer.bar.obstacle", { what: props.label, why: why() })}
          aria-disabled="true"
          onMouseDown={(event) => event.preventDefault()}
        >
          {own.children}
        </ToolButton>
      )}
    </Show>
  );
}
