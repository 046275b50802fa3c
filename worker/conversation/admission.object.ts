import type { Seats } from "../platform/base-object.ts";
import { inboxObject } from "../platform/objects.ts";
import type { Agent } from "../protocol/agent.ts";
import { closeCode } from "../protocol/close-code.ts";
import type { ConversationLog } from "./log.object.ts";
import type { Actor } from "./conversation.domain.ts";
import { actorOf, type MemberSeat, type Seat } from "./seat.domain.ts";

type Surroundings = {
  env: Env;
  log: ConversationLog;
  seats: () => Seats<Seat>;
  after: (work: Promise<unknown>, failure: string) => void;
  /** See `ConversationDoor.teamOf`. */
  askedIn: (agentId: string, which: { running: boolean }) => string | null;
};

/** Which agents may have the conversation open. Its team's inbox knows, and is told which sessions have it. */
export class ConversationAdmission {
  readonly #at: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#at = surroundings;
  }

  async admits(agent: Agent, sessionId: string): Promise<boolean> {
    const state = this.#at.log.record?.state;
    if (state === undefined) return false;
    const team = this.#at.askedIn(agent.id, { running: true }) ?? state.team.id;
    return await inboxObject(this.#at.env, team).admit(agent, sessionId, state.id);
  }

  /** Who gives the commands of this socket. They visit who are here only because they were asked into the call that runs. */
  actorOf(seat: MemberSeat): Actor {
    const team = seat.kind === "agent" ? this.#at.askedIn(seat.agent.id, { running: true }) : null;
    return actorOf(seat, team !== null && team !== this.#at.log.record?.state.team.id);
  }

  /** Whether they may see what is in it now: its files too. */
  async mayRead(agent: Agent): Promise<boolean> {
    const state = this.#at.log.record?.state;
    if (state === undefined) return false;
    const team = this.#at.askedIn(agent.id, { running: true }) ?? state.team.id;
    return await inboxObject(this.#at.env, team).mayRead(agent);
  }

  /** The conversation is another team's now, or the call is over into which agents were asked: who may not see it any more loses their sockets. */
  async leaveTeam(): Promise<void> {
    for (const { connection, seat } of this.#at.seats()) {
      if (seat.kind === "agent" && !(await this.admits(seat.agent, seat.sessionId))) {
        connection.close(closeCode.forbidden, "forbidden");
      }
    }
  }

  /** A session may have the conversation open twice, and the inbox must know of it until the last socket went. */
  closed({ agent, sessionId }: { agent: Agent; sessionId: string }): void {
    const { env, log, seats, after } = this.#at;
    const state = log.record?.state;
    const isOpen = seats().some(({ seat }) => seat.kind === "agent" && seat.sessionId === sessionId);
    if (state === undefined || isOpen) return;
    const team = this.#at.askedIn(agent.id, { running: false }) ?? state.team.id;
    after(inboxObject(env, team).closed(sessionId, state.id), "close_failed");
  }
}
