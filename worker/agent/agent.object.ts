import { type Candidate, mayBeGiven } from "../assignment/assignment.domain.ts";
import { database } from "../platform/database.ts";
import type { Secrets } from "../platform/env.ts";
import { JobObject } from "../platform/job-object.ts";
import { log } from "../platform/log.ts";
import { conversationObject, inboxObject } from "../platform/objects.ts";
import { Outbox } from "../platform/outbox.ts";
import type { AgentName, AgentStatus, Availability } from "../protocol/agent.ts";
import type { Named } from "../protocol/conversation.ts";
import { limits } from "../protocol/limits.ts";
import { canReadTeam } from "./agent.domain.ts";
import { conversationsOwnedBy, readAgentProfile } from "./agent.store.ts";
import { availabilityOf, canAnswer, graceEndsAt, withInbox } from "./availability.domain.ts";
import { agentMigrations, type AgentProfile, ClaimStore } from "./claim.store.ts";

/** What D1 has is told when it changes; reading it again now and then heals what was not told. */
const profileMaxAgeMs = 10 * 60_000;

/** Inboxes say when a socket opens or closes. One that was cut off said nothing: it is asked again after so long. */
const presenceMaxAgeMs = 60_000;

/** An inbox that claims assigns at once. A claim that no conversation confirms in this time is asked about. */
const claimMs = 30_000;

/** How soon a failed or interrupted step is done again. */
const againMs = 3_000;

/**
 * One agent: what they say, whether they are here in any inbox, and how many conversations they have. The one authority
 * for these, so that a limit holds over all teams although each team has its own inbox.
 */
export class Agent extends JobObject {
  readonly #store: ClaimStore;
  readonly #telling = new Outbox(() => this.#tell());
  /** Counts what inboxes said of this agent's sockets, so that an answer that is older than such news is dropped. */
  #heard = 0;
  #changes = 0;

  constructor(ctx: DurableObjectState, env: Env & Secrets) {
    super(ctx, env, agentMigrations);
    this.#store = new ClaimStore(ctx.storage);
  }

  // ── From Inbox objects ─────────────────────────────────────────────────────────────────────────────────────────

  /** This agent has a socket in this team's inbox, or no longer. Null: there is no such agent. */
  async heard(inbox: string, isThere: boolean): Promise<Candidate | null> {
    this.#heard += 1;
    if ((await this.#profile()) === null) return null;
    const now = Date.now();
    const before = this.#store.readPresence();
    this.#store.savePresence({
      ...withInbox(before, inbox, isThere, now),
      checkedAt: before.inboxes.length === 0 ? now : before.checkedAt,
    });
    this.#changed();
    return this.#standing();
  }

  /**
   * Counts a conversation towards the load before it is assigned, if the agent is available and has room. The only way
   * in which anything is given to an agent by itself: of two inboxes at the same instant, one gets the last place.
   */
  async claim(conversation: string): Promise<{ granted: boolean; standing: Candidate | null }> {
    if ((await this.#verifiedProfile()) === null) return { granted: false, standing: null };
    // From here on nothing is awaited: what is read is still so when it is written.
    const known = this.#store.claim(conversation);
    if (known !== null && !known.idle) return { granted: true, standing: this.#standing() };
    if (!mayBeGiven(this.#standing())) return { granted: false, standing: this.#standing() };
    const now = Date.now();
    this.#store.save({ conversation, at: now, idle: false, confirmed: false });
    this.#store.savePresence({ ...this.#store.readPresence(), assignedAt: now });
    this.jobs.ensure("claims", now + claimMs);
    this.#changed();
    return { granted: true, standing: this.#standing() };
  }

  /** The conversation would not have this agent. */
  async unclaim(conversation: string): Promise<void> {
    this.begin();
    if (this.#store.claim(conversation)?.confirmed !== false) return;
    this.#store.drop(conversation);
    this.#changed();
  }

  // ── From Conversation objects ──────────────────────────────────────────────────────────────────────────────────

  /** Whether this agent owns this conversation while it is open, and whether it is idle. Told at each change, perhaps twice. */
  async holds(conversation: string, held: { idle: boolean } | null): Promise<void> {
    const profile = await this.#profile();
    if (profile === null) return;
    const known = this.#store.claim(conversation);
    // A claim that is not confirmed yet is newer than the news that they have lost it.
    if (held === null && known?.confirmed === true) this.#store.drop(conversation);
    if (held !== null) {
      const now = Date.now();
      this.#store.save({ conversation, at: known?.at ?? now, idle: held.idle, confirmed: true });
      if (known === null) this.#store.savePresence({ ...this.#store.readPresence(), assignedAt: now });
    }
    this.#changed();
    if (held === null) return;
    // They went while the news was on its way.
    if (!profile.active) this.jobs.set("left", Date.now());
    else if (!canAnswer(this.#status().availability)) this.jobs.set("away", Date.now());
  }

  /** Whether a customer who waits for this agent is in good hands. `until` is when to ask again at the latest: the end of a grace. */
  async canAnswer(): Promise<{ canAnswer: boolean; until: number | null }> {
    const profile = await this.#verifiedProfile();
    if (profile === null) return { canAnswer: false, until: null };
    const until = graceEndsAt(this.#store.readPresence(), limits.availabilityGraceMs);
    return { canAnswer: canAnswer(this.#standing().availability), until };
  }

  /** Where a conversation goes that is handed to this agent: it stays in its team if they may read it, else goes to theirs. */
  async placeFor(team: Named): Promise<{ agent: AgentName; team: Named } | null> {
    const profile = await this.#profile();
    if (profile === null || !profile.active) return null;
    const teamIds = profile.teams.map(({ id }) => id);
    const place = canReadTeam(profile.role, teamIds, team.id) ? team : profile.teams[0];
    return place === undefined ? null : { agent: { id: this.name, name: profile.name }, team: place };
  }

  // ── From the Worker ────────────────────────────────────────────────────────────────────────────────────────────

  /** The agent said so in the console; D1 has it already. */
  async setAvailability(said: Availability): Promise<void> {
    const profile = await this.#profile();
    if (profile === null) return;
    this.#store.saveProfile({ ...profile, said });
    this.#changed();
  }

  /** Something of the agent changed in D1: their teams, name, role, limit (or the workspace's), or whether they work here. */
  async profileChanged(): Promise<AgentStatus | null> {
    const profile = await this.#readProfile();
    if (profile === null) return null;
    this.#changed();
    return this.#status();
  }

  /**
   * The agent left the company; D1 says so already (`markDeactivated`). All of their conversations that are not done are
   * back with their teams when this resolves; what failed is done again by an alarm.
   */
  async deactivate(): Promise<void> {
    const profile = await this.#readProfile();
    if (profile === null) return;
    this.#store.saveProfile({ ...profile, active: false });
    this.#changed();
    this.jobs.set("left", Date.now() + againMs);
    await this.#giveAllBack();
    this.jobs.clear("left");
  }

  // ── Jobs ───────────────────────────────────────────────────────────────────────────────────────────────────────

  protected override async work(key: string): Promise<void> {
    if (key === "tell") return await this.#telling.drain();
    if ((await this.#profile()) === null) return;
    if (key === "grace") this.#changed();
    if (key === "away") await this.#giveUnansweredBack();
    if (key === "claims") await this.#checkClaims();
    if (key === "left") await this.#giveAllBack();
  }

  /** Customers who wait for somebody who went away wait in the team's line instead. Each conversation decides for itself. */
  async #giveUnansweredBack(): Promise<void> {
    if (canAnswer(this.#standing().availability)) return;
    const claims = this.#store.claims();
    await Promise.all(
      claims.map(async ({ conversation }) => await conversationObject(this.env, conversation).ownerAway(this.name)),
    );
  }

  async #giveAllBack(): Promise<void> {
    if (this.#store.readProfile()?.active !== false) return;
    const owned = await conversationsOwnedBy(this.env.DB, this.name);
    const claimed = this.#store.claims().map(({ conversation }) => conversation);
    const all = [...new Set([...owned, ...claimed])];
    await Promise.all(all.map(async (id) => await conversationObject(this.env, id).ownerLeft(this.name)));
  }

  /** Claims of inboxes that were cut off between claiming and assigning. */
  async #checkClaims(): Promise<void> {
    const now = Date.now();
    const open = this.#store.claims().filter(({ confirmed }) => !confirmed);
    for (const { conversation, at } of open) {
      if (at + claimMs > now) continue;
      const held = await conversationObject(this.env, conversation).heldBy(this.name);
      const claim = this.#store.claim(conversation);
      if (claim === null || claim.confirmed) continue;
      if (held === null) this.#store.drop(conversation);
      else this.#store.save({ ...claim, idle: held.idle, confirmed: true });
    }
    const left = this.#store.claims().some(({ confirmed }) => !confirmed);
    if (left) this.jobs.set("claims", now + claimMs);
    this.#changed();
  }

  // ── How they stand ─────────────────────────────────────────────────────────────────────────────────────────────

  /** Finds out what changed about how this agent stands, does what follows from it, and tells the inboxes of their teams. */
  #changed(): void {
    const now = Date.now();
    const status = this.#status();
    const presence = this.#store.readPresence();
    const isAvailable = status.availability === "available";
    if (isAvailable !== (presence.availableSince !== null)) {
      this.#store.savePresence({ ...presence, availableSince: isAvailable ? now : null });
    }
    const grace = graceEndsAt(presence, limits.availabilityGraceMs);
    if (grace !== null && grace > now && this.jobs.dueAt("grace") !== grace) this.jobs.set("grace", grace);
    const told = this.#store.readTold();
    if (told !== null && canAnswer(told.availability) && !canAnswer(status.availability)) this.jobs.set("away", now);
    if (told !== null && isSame(told, status)) return;
    this.#store.saveTold(status);
    this.#changes += 1;
    this.jobs.set("tell", now + againMs);
    this.ctx.waitUntil(
      this.#telling.drain().catch((error: unknown) => log.warn("inbox_not_told", error, { agent: this.name })),
    );
  }

  async #tell(): Promise<"clean" | "dirty"> {
    const changes = this.#changes;
    const standing = this.#standing();
    const teams = this.#store.readProfile()?.teams.map(({ id }) => id) ?? [];
    const inboxes = new Set([...teams, ...this.#store.readPresence().inboxes]);
    await Promise.all([...inboxes].map(async (id) => await inboxObject(this.env, id).agentChanged(standing)));
    if (this.#changes !== changes) return "dirty";
    this.jobs.clear("tell");
    return "clean";
  }

  #status(): AgentStatus {
    const profile = this.#store.readProfile();
    const load = this.#store.load();
    if (profile === null) return { availability: "away", load, limit: 0 };
    const presence = { ...profile, ...this.#store.readPresence() };
    const availability = availabilityOf(presence, Date.now(), limits.availabilityGraceMs);
    return { availability, load, limit: profile.limit };
  }

  #standing(): Candidate {
    const { assignedAt, availableSince } = this.#store.readPresence();
    return { id: this.name, ...this.#status(), assignedAt, availableSince: availableSince ?? 0 };
  }

  // ── Who they are, and where ────────────────────────────────────────────────────────────────────────────────────

  /** Asks the inboxes whether they still have a socket of this agent, where nobody said so for a while. */
  async #verifiedProfile(): Promise<AgentProfile | null> {
    const profile = await this.#profile();
    const presence = this.#store.readPresence();
    if (profile === null || presence.inboxes.length === 0) return profile;
    if (Date.now() - presence.checkedAt < presenceMaxAgeMs) return profile;
    const heard = this.#heard;
    const answers = await Promise.allSettled(
      presence.inboxes.map(async (id) => ({ id, isThere: await inboxObject(this.env, id).hasSocketOf(this.name) })),
    );
    if (this.#heard !== heard) return profile;
    const now = Date.now();
    let found = { ...this.#store.readPresence(), checkedAt: now };
    for (const answer of answers) {
      if (answer.status === "fulfilled") found = withInbox(found, answer.value.id, answer.value.isThere, now);
    }
    this.#store.savePresence(found);
    this.#changed();
    return profile;
  }

  async #profile(): Promise<AgentProfile | null> {
    const kept = this.#store.readProfile();
    if (kept !== null && Date.now() - kept.readAt < profileMaxAgeMs) return kept;
    try {
      return await this.#readProfile();
    } catch (error) {
      if (kept === null) throw error;
      log.warn("profile_unreadable", error, { agent: this.name });
      return kept;
    }
  }

  /** An object that is nobody's keeps no profile. */
  async #readProfile(): Promise<AgentProfile | null> {
    const profile = await readAgentProfile(database(this.env), this.name);
    if (profile === null) return null;
    this.begin();
    if (!profile.active && this.#store.readProfile()?.active === true) this.jobs.set("left", Date.now());
    const read = { ...profile, readAt: Date.now() };
    this.#store.saveProfile(read);
    return read;
  }
}

function isSame(a: AgentStatus, b: AgentStatus): boolean {
  return a.availability === b.availability && a.load === b.load && a.limit === b.limit;
}
