import UserRound from "lucide-solid/icons/user-round";
import { Match, Show, Switch, createEffect, createSignal, on } from "solid-js";
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
  const [failed, setFailed] = createSignal(false);
  createEffect(
    on(
      () => props.picture,
      () => setFailed(false),
    ),
  );
  const letters = () => initials(props.name);
  return (
    <span class="ui-avatar" data-size={props.size ?? "md"} data-group={props.group ? "" : undefined}>
      <span class="ui-avatar-face" data-hue={avatarHue(props.seed ?? props.name)} aria-hidden="true">
        <Switch fallback={<UserRound />}>
          <Match when={!failed() && props.picture}>
            {(picture) => <img src={picture()} alt="" onError={() => setFailed(true)} />}
          </Match>
          <Match when={letters()}>{(text) => <span>{text()}</span>}</Match>
        </Switch>
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
