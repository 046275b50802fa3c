import { can } from "../agent/agent.domain.ts";
import type { Role } from "../protocol/agent.ts";

/** Who asks. `teamIds`: those with the agent in it. */
export type BlockReader = { id: string; role: Role; teamIds: readonly string[] };

/** Whose a stored block is: an agent's, a team's (`owner` is their id), or everybody's ("" then). */
export type BlockOwner = { scope: "agent" | "team" | "everybody"; owner: string };

/** Own blocks are nobody else's, not even an owner's of the workspace: people try words there. */
export function mayReadBlock(reader: BlockReader, { scope, owner }: BlockOwner): boolean {
  if (scope === "agent") return owner === reader.id;
  if (scope === "team") return reader.teamIds.includes(owner) || can(reader.role, "read_all_teams");
  return true;
}

/** Everybody writes their own; what others send too is written by those who may manage it. */
export function mayWriteBlock(reader: BlockReader, block: BlockOwner): boolean {
  if (!mayReadBlock(reader, block)) return false;
  return block.scope === "agent" || can(reader.role, "manage_text_blocks");
}
