import { type Candidate, nextAgent, type Tried } from "../assignment/assignment.domain.ts";
import { database } from "../platform/database.ts";
import { log } from "../platform/log.ts";
import type { AgentName } from "../protocol/agent.ts";
import type { RosterAgent } from "../protocol/inbox.ts";
import { findTeamRules, teamRoster } from "../team/team.store.ts";
import type { InboxStore, Roster } from "./inbox.store.ts";
import { type RosterChange, rosterChange } from "./roster.domain.ts";

/** The roster is told when it changes; reading it again now and then heals what was not told. */
const rosterMaxAgeMs = 10 * 60_000;

/** Changes are gathered for a moment before they are told; one that is older than this was told, or its sockets were cut. */
const surelyToldMs = 10_000;

/** Who is in the team, how it assigns, and how each agent stands, as their Agent objects last told. */
export class TeamRoster {
  readonly #env: Env;
  readonly #store: InboxStore;
  readonly #teamId: string;
  readonly #begin: () => void;
  /** As the team's lists were told last; null: nothing has changed since this object woke. */
  #told: RosterAgent[] | null = null;

  /** `begin` makes the object's tables: for one that turns out to be a team's. */
  constructor(env: Env, store: InboxStore, teamId: string, begin: () => void) {
    this.#env = env;
    this.#begin = begin;
    this.#store = store;
    this.#teamId = teamId;
  }

  /** As it was read last; null: never yet. */
  kept(): Roster | null {
    return this.#store.readRoster();
  }

  async read(): Promise<Roster> {
    const kept = this.#store.readRoster();
    if (kept?.known && Date.now() - kept.readAt < rosterMaxAgeMs) return kept;
    try {
      return await this.readAgain();
    } catch (error) {
      if (kept === null) throw error;
      log.warn("roster_unreadable", error, { team: this.#teamId });
      return kept;
    }
  }

  /** Nobody is turned away for having joined since the roster was read. */
  async readWith(agentId: string): Promise<Roster> {
    const kept = await this.read();
    if (kept.agents.some(({ id }) => id === agentId)) return kept;
    return await this.readAgain().catch(() => kept);
  }

  async readAgain(): Promise<Roster> {
    const db = database(this.#env);
    const [found, agents] = await Promise.all([findTeamRules(db, this.#teamId), teamRoster(db, this.#teamId)]);
    const rules = found ?? { id: this.#teamId, name: "", method: "manual" as const, firstReplySeconds: 180 };
    const { id, name, method, firstReplySeconds } = rules;
    const roster: Roster = {
      ...{ team: { id, name }, method, firstReplySeconds, known: found !== null },
      ...{ agents, readAt: Date.now() },
    };
    // An object that is no team's keeps nothing.
    if (roster.known) {
      this.#begin();
      // The first roster that there is comes with the welcomes.
      if (this.kept() !== null) this.#told ??= this.#asTold();
      this.#store.saveRoster(roster);
    }
    return roster;
  }

  /** The team's agents as they stand: away until their Agent object said otherwise. */
  agents(): RosterAgent[] {
    const standings = this.#store.readStandings();
    return (this.kept()?.agents ?? []).map((agent) => {
      const { availability, load, limit } = standings[agent.id] ?? {
        availability: "away",
        load: 0,
        limit: agent.limit,
      };
      return { ...agent, availability, load, limit };
    });
  }

  noteStanding(standing: Candidate): void {
    this.#told ??= this.#asTold();
    const noted = { ...standing, changedAt: Date.now() };
    this.#store.saveStandings({ ...this.#store.readStandings(), [standing.id]: noted });
  }

  /** What has changed since it was asked for last; null: nothing. Whoever asks tells it to all that listen. */
  news(): RosterChange | null {
    const agents = this.agents();
    const change = rosterChange(this.#told ?? this.#asTold(), agents);
    this.#told = agents;
    return change;
  }

  /** After a wake-up, without those whose last change may not have been told any more: they are told again. */
  #asTold(): RosterAgent[] {
    const standings = this.#store.readStandings();
    const newest = Math.max(0, ...Object.values(standings).map(({ changedAt = 0 }) => changedAt));
    return this.agents().filter(({ id }) => {
      const { changedAt = 0 } = standings[id] ?? {};
      return changedAt === 0 || changedAt < newest - surelyToldMs;
    });
  }

  get isAnybodyAvailable(): boolean {
    return this.agents().some(({ availability }) => availability === "available");
  }

  get isAutomatic(): boolean {
    return (this.kept()?.method ?? "manual") !== "manual";
  }

  /** Who gets a conversation next, by the team's method; null: nobody now. */
  next(tried: readonly Tried[]): AgentName | null {
    const roster = this.kept();
    if (roster === null) return null;
    const standings = this.#store.readStandings();
    const candidates = roster.agents.flatMap(({ id }) => standings[id] ?? []);
    const next = nextAgent(roster.method, candidates, tried);
    const agent = roster.agents.find(({ id }) => id === next?.id);
    return agent === undefined ? null : { id: agent.id, name: agent.name };
  }
}
