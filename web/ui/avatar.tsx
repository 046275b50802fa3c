import UserRound from "lucide-solid/icons/user-round";
import { Show, createEffect, createSignal, on } from "solid-js";
import { avatarHue, initials } from "./avatar-hue.ts";
import "./avatar.css";

export type AvatarProps = {
  /** Whose it is: gives the initials. May be "" (then a silhouette is drawn). */
  name: string;
  /** What the hue is made from; an id keeps it when the name changes. Default: the name. */
  seed?: string | undefined;
  /** Address of a picture; one that fails to load falls back to the initials. */
  picture?: string | undefined;
  size?: "xs" | "sm" | "md" | "lg" | undefined;
  /** A group: drawn with square corners. */
  group?: boolean | undefined;
  presence?: "available" | "busy" | "away" | "offline" | undefined;
  /** What a screen reader says of `presence`. Without it the dot is decoration. */
  presenceLabel?: string | undefined;
};

/** Picture or initials. Always decoration: the name stands beside it as text. */
export function Avatar(props: AvatarProps) {
  const [state, setState] = createSignal<"loading" | "shown" | "failed">("loading");
  createEffect(
    on(
      () => props.picture,
      () => setState("loading"),
    ),
  );
  const letters = () => initials(props.name);
  return (
    <span class="ui-avatar" data-size={props.size ?? "md"} data-group={props.group ? "" : undefined}>
      <span class="ui-avatar-face" data-hue={avatarHue(props.seed ?? props.name)} aria-hidden="true">
        {/* Until the picture is there, and where there is none. */}
        <Show when={!(state() === "shown" && props.picture)}>
          <Show when={letters()} fallback={<UserRound />}>
            {(text) => <span>{text()}</span>}
          </Show>
        </Show>
        <Show when={state() !== "failed" && props.picture}>
          {(picture) => (
            <img src={picture()} alt="" onLoad={() => setState("shown")} onError={() => setState("failed")} />
          )}
        </Show>
      </span>
      <Show when={props.presence}>
        {(presence) => (
          <span
            class="ui-avatar-presence"
            data-presence={presence()}
            role={props.presenceLabel ? "img" : undefined}
            aria-label={props.presenceLabel}
            aria-hidden={props.presenceLabel ? undefined : "true"}
          />
        )}
      </Show>
    </span>
  );
}
