import { canAnswer } from "../../worker/agent/availability.domain.ts";
import { awaitedOwner, holderOf } from "../../worker/assignment/assignment.domain.ts";
import type { Actor } from "../../worker/conversation/conversation.domain.ts";
import type { AssignmentMethod } from "../../worker/protocol/team.ts";
import { Dice } from "./clock.ts";
import { Office, SimAgent, SimConversation, SimTeam } from "./office.ts";

export type DayPlan = { seed: number; agents: number; teams: number; conversations: number };

export type DayResult = {
  conversations: number;
  /** Conversations that were open for longer than messages between objects take, without an owner who can answer and not in a line. */
  violations: number;
  /** Given by a team's method to somebody who had as many as their limit already. */
  overLimit: number;
  /** Given by a team's method although somebody had it. */
  doubleAssigned: number;
  /** From a customer's first message to the first answer, in seconds. */
  p50WaitS: number;
  p99WaitS: number;
};

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** News between objects is under way for this long at the most; a state that lasts longer than all of a chain is one. */
const settledMs = 2 * second;

/** Two peaks, before noon and in the afternoon; some all day. */
function arrival(dice: Dice): number {
  const kind = dice.roll();
  const bell = () => (dice.roll() + dice.roll() + dice.roll()) / 3;
  if (kind < 0.4) return (8.5 + bell() * 4) * hour;
  if (kind < 0.75) return (13 + bell() * 5) * hour;
  return dice.between(8, 20) * hour;
}

/** One working day of a company, in virtual time. The same plan gives the same day. */
export function simulateDay(plan: DayPlan): DayResult {
  const dice = new Dice(plan.seed);
  const office = new Office(dice);
  const { clock } = office;
  const methods: AssignmentMethod[] = ["balanced", "round_robin", "balanced", "round_robin", "manual"];
  for (let index = 0; index < plan.teams; index += 1) {
    const method = methods[index % methods.length] ?? "manual";
    office.teams.set(`team-${index}`, new SimTeam(office, `team-${index}`, method));
  }
  const teams = [...office.teams.values()];
  const found = { violations: 0, overLimit: 0, doubleAssigned: 0 };
  const waits: number[] = [];
  const answered = new Set<string>();
  const doubtfulSince = new Map<string, number>();
  const revivedAt = new Map<string, number>();

  office.committed = (conversation, entries, before) => {
    if (conversation.idle) revivedAt.set(conversation.id, clock.now);
    let owner = before?.assignee ?? null;
    for (const { body, author } of entries) {
      if (body.kind === "transferred") owner = body.to;
      if (body.kind === "assigned") {
        if (body.reason === "method" && owner !== null) found.doubleAssigned += 1;
        if (body.reason === "method" && body.to !== null && isOver(body.to.id, conversation)) found.overLimit += 1;
        owner = body.to;
      }
      if (body.kind === "message" && author.kind === "agent" && !answered.has(conversation.id)) {
        answered.add(conversation.id);
        waits.push((clock.now - conversation.state.startedAt) / second);
      }
    }
    doubtfulSince.delete(conversation.id);
    if (conversation.isOpen && conversation.state.lastMessage?.by === "customer") customerWaits(conversation);
  };

  /** What came back to life a moment ago was not given, and the agent's object has perhaps not heard of it yet. */
  function isOver(agentId: string, given: SimConversation): boolean {
    const agent = office.agents.get(agentId);
    if (agent === undefined) return true;
    let load = 0;
    for (const id of agent.claims.keys()) {
      const each = office.conversations.get(id);
      if (each === undefined || each === given || each.idle || holderOf(each.state) !== agentId) continue;
      if (clock.now - (revivedAt.get(id) ?? -settledMs) >= settledMs) load += 1;
    }
    return load >= agent.limit;
  }

  // ── Agents ─────────────────────────────────────────────────────────────────────────────────────────────────────

  const actorOf = ({ id }: SimAgent): Actor => ({ kind: "agent", id, name: id });

  function customerWaits(conversation: SimConversation): void {
    const owner = awaitedOwner(conversation.state);
    if (owner !== null) clock.after(dice.between(1, 5) * second, () => looks(office.agents.get(owner)));
  }

  const typing = new Set<string>();

  /** A person answers one customer at a time, whoever waits longest; in a manual team they take one when they have room. */
  function looks(agent: SimAgent | undefined): void {
    if (agent === undefined || typing.has(agent.id) || !canAnswer(agent.availability)) return;
    const waiting = [...agent.claims.keys()]
      .flatMap((id) => office.conversations.get(id) ?? [])
      .filter(({ state }) => awaitedOwner(state) === agent.id)
      .toSorted((a, b) => (a.state.waitingSince ?? 0) - (b.state.waitingSince ?? 0));
    const [next] = waiting;
    if (next === undefined) return takes(agent);
    // Some are overlooked: that is what the first reply's time is for.
    if (dice.chance(0.02)) return clock.after(4 * minute, () => looks(agent));
    typing.add(agent.id);
    if (dice.chance(0.8)) clock.after(3 * second, () => awaitedOwner(next.state) === agent.id && next.ownerTypes());
    clock.after(dice.between(8, 40) * second, () => {
      typing.delete(agent.id);
      if (awaitedOwner(next.state) === agent.id && canAnswer(agent.availability)) answers(agent, next);
      clock.after(second, () => looks(agent));
    });
  }

  function answers(agent: SimAgent, conversation: SimConversation): void {
    const roll = dice.roll();
    if (roll < 0.04) {
      const to = dice.one([...office.agents.values()]);
      const team = dice.one(to.teams);
      const place = dice.chance(0.5)
        ? { agent: { id: to.id, name: to.id }, team: { id: team.id, name: team.id } }
        : { agent: null, team: { id: team.id, name: team.id } };
      const wanted = place.agent === null ? "team" : "agent";
      conversation.does(actorOf(agent), { kind: "transfer", wanted, place, comment: null });
      customerWaits(conversation);
      return;
    }
    conversation.does(actorOf(agent), { kind: "message", text: "An answer" });
    if (roll < 0.4) clock.after(dice.between(5, 60) * second, () => finishes(agent, conversation));
    else if (roll < 0.93) clock.after(dice.between(10, 150) * second, () => writes(conversation));
    // The others say nothing more: the conversation stays open and becomes idle.
  }

  function finishes(agent: SimAgent, conversation: SimConversation): void {
    if (!conversation.isOpen || awaitedOwner(conversation.state) !== null) return;
    conversation.does(actorOf(agent), { kind: "status", to: "done", until: null });
    if (dice.chance(0.05)) clock.after(dice.between(1, 90) * minute, () => writes(conversation));
  }

  function writes(conversation: SimConversation): void {
    if (conversation.state.lastMessage?.by === "customer") return;
    conversation.does({ kind: "customer", id: "customer" }, { kind: "message", text: "A question" });
  }

  function takes(agent: SimAgent): void {
    if (agent.availability !== "available" || agent.standing().load >= agent.limit) return;
    const team = agent.teams.find(({ method, line }) => method === "manual" && line.size > 0);
    const id = team?.inOrder()[0]?.conversation;
    const conversation = id === undefined ? undefined : office.conversations.get(id);
    if (conversation === undefined) return;
    conversation.does(actorOf(agent), { kind: "take", expected: null });
    customerWaits(conversation);
  }

  function hire(index: number): void {
    const own = new Set([teams[index % teams.length], ...(dice.chance(0.6) ? [dice.one(teams)] : [])]);
    const places = [...own].flatMap((team) => team ?? []);
    const agent = new SimAgent(office, `agent-${index}`, Math.round(dice.between(3, 7)), places);
    office.agents.set(agent.id, agent);
    const begins = (index % 3 === 0 ? 7.5 : index % 3 === 1 ? 9 : 13) * hour + dice.between(0, 30) * minute;
    const ends = begins + 8.5 * hour;
    clock.at(begins, () => agent.isThere(true));
    clock.at(ends, () => (dice.chance(0.5) ? agent.says("away") : agent.isThere(false)));
    const lunch = begins + dice.between(3.5, 5) * hour;
    clock.at(lunch, () => agent.says(dice.chance(0.8) ? "away" : "busy"));
    clock.at(lunch + 40 * minute, () => agent.says("available"));
    // A lost network comes back within the grace, or later.
    for (let at = begins + hour; at < ends; at += dice.between(1, 3) * hour) {
      clock.at(at, () => agent.isThere(false));
      clock.at(at + dice.between(0.2, 5) * minute, () => agent.isThere(true));
    }
    for (let at = begins; at < ends; at += 7 * second) clock.at(at, () => looks(agent));
  }

  for (let index = 0; index < plan.agents; index += 1) hire(index);
  for (let index = 0; index < plan.conversations; index += 1) {
    clock.at(arrival(dice), () => {
      const team = dice.one(teams);
      new SimConversation(office, `conversation-${index}`).does(
        { kind: "customer", id: "customer" },
        {
          ...{ kind: "start", text: "Hello", conversation: `conversation-${index}`, topic: null, page: null },
          ...{
            customer: { id: "customer", name: null, email: null, verified: false },
            site: { id: "site", name: "Site" },
          },
          team: { id: team.id, name: team.id },
        },
      );
    });
  }

  // ── The invariant ──────────────────────────────────────────────────────────────────────────────────────────────

  function isSafe({ state }: SimConversation): boolean {
    if (state.status !== "open") return true;
    if (state.assignee === null) return office.teams.get(state.team.id)?.line.has(state.id) ?? false;
    const owner = awaitedOwner(state);
    const agent = owner === null ? undefined : office.agents.get(owner);
    return owner === null || (agent !== undefined && canAnswer(agent.availability));
  }

  function look(): void {
    for (const conversation of office.conversations.values()) {
      if (isSafe(conversation)) doubtfulSince.delete(conversation.id);
      else {
        const since = doubtfulSince.get(conversation.id) ?? clock.now;
        doubtfulSince.set(conversation.id, since);
        if (clock.now - since > settledMs) found.violations += 1;
      }
    }
  }
  for (let at = 7 * hour; at <= 24 * hour; at += 3 * second) clock.at(at, look);
  clock.runUntil(24 * hour, () => {});

  const sorted = waits.toSorted((a, b) => a - b);
  const quantile = (part: number) => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 10) / 10;
  return { conversations: office.conversations.size, ...found, p50WaitS: quantile(0.5), p99WaitS: quantile(0.99) };
}
