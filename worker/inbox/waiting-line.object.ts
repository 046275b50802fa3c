import { type Candidate, waitsInLineSince } from "../assignment/assignment.domain.ts";
import type { Jobs } from "../platform/alarms.ts";
import { log } from "../platform/log.ts";
import { agentObject, conversationObject } from "../platform/objects.ts";
import { Outbox } from "../platform/outbox.ts";
import type { InboxRow } from "../protocol/inbox.ts";
import { isOtherPlace, type PlaceInLine, placesToTell } from "./line.domain.ts";
import type { LineStore } from "./line.store.ts";
import { readRows, waitingRows } from "./list.store.ts";
import type { Told } from "./report.domain.ts";
import type { TeamRoster } from "./roster.object.ts";

/** While anything waits, the line is looked through this often: for what was lost, and for agents nobody told of. */
const lookMs = 30_000;

/** The same while no agent of the team has a socket: then nobody can be given anything. */
const lookAloneMs = 5 * 60_000;

/** After a failure. */
const againMs = 2_000;

/** Places are told this often at the most, and to so many at once: each wakes a conversation and writes a row. */
const placesMs = 500;
const placesAtOnce = 50;

type Surroundings = {
  env: Env;
  jobs: () => Jobs;
  line: LineStore;
  roster: TeamRoster;
  teamId: string;
  /** Tells the team's agents. */
  tell: (rows: InboxRow[]) => void;
  /** Whether any agent has a socket here. */
  isAnybodyHere: () => boolean;
  after: (work: Promise<unknown>) => void;
};

/**
 * What waits in a team, and who gets it. Each conversation that nobody owns is in the line until its own report says
 * otherwise; a job looks through it while there is anything in it.
 */
export class WaitingLine {
  readonly #at: Surroundings;
  readonly #assigning = new Outbox(() => this.#assign());
  /** New in the line of a team that assigns by itself: rings only if nobody can be found. */
  readonly #held = new Map<string, InboxRow>();
  /** Customers who asked for their place before the line heard of their conversation, and what they were answered. */
  readonly #wanted = new Map<string, PlaceInLine>();
  #changes = 0;
  #placing = false;

  constructor(surroundings: Surroundings) {
    this.#at = surroundings;
  }

  /** A conversation of this team (or one that just left it) is as this row says. */
  heard({ row, tried }: Told): void {
    const { line, roster, teamId, tell } = this.#at;
    if (line.isOld(row.id, row.version)) return tell([row]);
    const since = row.team.id === teamId ? waitsInLineSince(row) : null;
    const known = line.get(row.id);
    if (since === null) {
      this.#leaves(row.id, row.version);
      return tell([row]);
    }
    const wanted = this.#wanted.get(row.id) ?? null;
    this.#wanted.delete(row.id);
    const { watched, told } = known ?? { watched: wanted !== null, told: wanted };
    const isHeld = known === null ? roster.isAutomatic : this.#held.has(row.id);
    line.save({ conversation: row.id, version: row.version, since, tried, rung: !isHeld, watched, told });
    if (isHeld) this.#held.set(row.id, row);
    else tell([row]);
    if (known?.since === since) return;
    this.#at.jobs().ensure("line", Date.now() + lookMs);
    this.#placesSoon();
    this.assignSoon();
  }

  /** A conversation is no more. */
  forget(conversation: string): void {
    this.#leaves(conversation, Number.MAX_SAFE_INTEGER);
  }

  /** Rows that got their number: what does not ring yet keeps it for then. */
  numbered(rows: InboxRow[]): void {
    const news = rows.filter(({ id, version }) => {
      const held = this.#held.get(id);
      if (held !== undefined)
        this.#held.set(id, { ...held, number: rows.find((row) => row.id === id)?.number ?? null });
      return held === undefined && !this.#at.line.isOld(id, version);
    });
    if (news.length > 0) this.#at.tell(news);
  }

  /** An agent stands differently: they may get something, and those who wait may hear that somebody is there. */
  standingChanged(standing: Candidate): void {
    this.#at.roster.noteStanding(standing);
    if (this.#at.line.size === 0) return;
    this.#placesSoon();
    this.assignSoon();
  }

  /** Gives what waits to whoever may get it, as long as there is somebody. */
  assignSoon(): void {
    this.#changes += 1;
    this.#at.after(
      this.#assigning.drain().catch((error: unknown) => {
        log.warn("assign_failed", error, { team: this.#at.teamId });
        this.#ringHeld();
        this.#at.jobs().set("line", Date.now() + againMs);
      }),
    );
  }

  /** The job "line": heals what was lost, assigns, tells places, and comes again while anything waits. */
  async look(): Promise<void> {
    const { jobs, line, isAnybodyHere } = this.#at;
    await this.heal();
    await this.#assigning.drain();
    await this.#tellPlaces();
    if (line.size > 0) jobs().set("line", Date.now() + (isAnybodyHere() ? lookMs : lookAloneMs));
  }

  /** Brings the line in accord with the index, where that is newer. */
  async heal(): Promise<void> {
    const { env, line, teamId } = this.#at;
    const waiting = await waitingRows(env.DB, teamId);
    const found = new Set(waiting.map(({ id }) => id));
    const doubtful = line.inOrder().flatMap(({ conversation: id }) => (found.has(id) ? [] : [id]));
    const others = doubtful.length === 0 ? [] : await readRows(env.DB, doubtful);
    for (const row of [...waiting, ...others]) {
      const known = line.get(row.id);
      if (line.isOld(row.id, row.version)) continue;
      if (known?.version === row.version && known.rung) continue;
      this.heard({ row, tried: known?.tried ?? [] });
    }
  }

  /** Whether some of these wait here and the line does not know. */
  misses(rows: readonly InboxRow[]): boolean {
    const { line, teamId } = this.#at;
    return rows.some(
      (row) =>
        row.team.id === teamId &&
        waitsInLineSince(row) !== null &&
        line.get(row.id) === null &&
        !line.isOld(row.id, row.version),
    );
  }

  conversations(): string[] {
    return this.#at.line.inOrder().map(({ conversation }) => conversation);
  }

  placeOf(conversation: string): PlaceInLine {
    const at = this.#at.line.inOrder().findIndex((entry) => entry.conversation === conversation);
    return { place: at === -1 ? null : at + 1, available: this.#at.roster.isAnybodyAvailable };
  }

  /** The customer of this conversation is here: they are told their place when it changes, until they are not here any more. */
  watch(conversation: string): PlaceInLine {
    const entry = this.#at.line.get(conversation);
    const place = this.placeOf(conversation);
    if (entry === null) this.#wanted.set(conversation, place);
    else if (!entry.watched || isOtherPlace(entry.told, place))
      this.#at.line.save({ ...entry, watched: true, told: place });
    return place;
  }

  // ── Smaller steps ──────────────────────────────────────────────────────────────────────────────────────────────

  /** One pass through the line. Who is claimed but not wanted is let go again; the conversation decides. */
  async #assign(): Promise<"clean" | "dirty"> {
    const { line, roster } = this.#at;
    const changes = this.#changes;
    await roster.read();
    if (roster.isAutomatic) for (const { conversation } of line.inOrder()) await this.#assignOne(conversation);
    if (this.#changes !== changes) return "dirty";
    this.#ringHeld();
    return "clean";
  }

  async #assignOne(conversation: string): Promise<void> {
    const { env, line, roster, teamId } = this.#at;
    const refused = new Set<string>();
    for (;;) {
      const entry = line.get(conversation);
      const agent = entry === null ? null : roster.next(entry.tried);
      if (entry === null || agent === null || refused.has(agent.id)) return;
      const { granted, standing } = await agentObject(env, agent.id).claim(conversation);
      if (standing !== null) roster.noteStanding(standing);
      if (granted) {
        const assigned = await conversationObject(env, conversation).assign(agent, teamId);
        if (!assigned) await agentObject(env, agent.id).unclaim(conversation);
        // Whatever it is now, a newer row says so: this one is news no more.
        return this.#leaves(conversation, entry.version + 1);
      }
      refused.add(agent.id);
    }
  }

  #leaves(conversation: string, version: number): void {
    this.#held.delete(conversation);
    this.#wanted.delete(conversation);
    const isNew = this.#at.line.get(conversation) !== null;
    this.#at.line.remove(conversation, version);
    if (isNew) this.#placesSoon();
  }

  #ringHeld(): void {
    const rows = [...this.#held.values()];
    this.#held.clear();
    for (const { id } of rows) {
      const entry = this.#at.line.get(id);
      if (entry !== null) this.#at.line.save({ ...entry, rung: true });
    }
    if (rows.length > 0) this.#at.tell(rows);
  }

  /** Gathers changes; what an eviction loses of it, the job tells. */
  #placesSoon(): void {
    if (this.#placing || !this.#at.line.isWatched) return;
    this.#placing = true;
    this.#at.after(
      scheduler.wait(placesMs).then(async () => {
        this.#placing = false;
        await this.#tellPlaces();
      }),
    );
  }

  async #tellPlaces(): Promise<void> {
    const { env, line, roster } = this.#at;
    const { now, isRest } = placesToTell(line.inOrder(), roster.isAnybodyAvailable, placesAtOnce);
    await Promise.all(
      now.map(async ({ conversation, place }) => {
        const isHeard = await conversationObject(env, conversation)
          .placeChanged(place)
          // The job tries again.
          .catch(() => null);
        const entry = line.get(conversation);
        if (isHeard === null || entry === null) return;
        line.save(isHeard ? { ...entry, told: place } : { ...entry, watched: false, told: null });
      }),
    );
    if (isRest) this.#placesSoon();
  }
}
