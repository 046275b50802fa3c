import type { AvatarProps } from "../../ui/avatar.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";

/** As the directory and the settings have them. */
type Somebody = { id: string; teamIds: readonly string[]; deactivatedAt?: number | null };

/**
 * The dot at an agent's picture: how they stand now, as the inboxes of their teams say it live (with a socket, or the two
 * minutes after one). Who is in none of them, or has left, is not here.
 */
export function usePresence(): (agent: Somebody) => Pick<AvatarProps, "presence" | "presenceLabel"> {
  const { inbox } = useConsole();
  return (agent) => {
    const standing = agent.teamIds
      .flatMap((teamId) => inbox.roster(teamId))
      .find(({ id }) => id === agent.id)?.availability;
    if (standing === undefined || (agent.deactivatedAt ?? null) !== null) return { presence: "offline" };
    return { presence: standing, presenceLabel: t(`availability.${standing}`) };
  };
}
