import type { Named } from "#protocol/conversation";
import type { Me } from "#protocol/workspace";

/** What a conversation's team is called now: the conversation knows its name from when it came there. */
export function teamName({ allTeams }: Pick<Me, "allTeams">, team: Named): string {
  return allTeams.find(({ id }) => id === team.id)?.name ?? team.name;
}
