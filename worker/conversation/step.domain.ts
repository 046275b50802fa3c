import type { Actor, Command } from "./conversation.domain.ts";

/** Something that somebody did at some time, for bringing a past conversation into the log. */
export type Step = { at: number; actor: Actor; command: Command };
