import type { Agent, AgentName } from "../protocol/agent.ts";
import type { CobrowseFacts } from "../protocol/cobrowse.ts";
import { cobrowseLimits } from "../protocol/cobrowse-limits.ts";
import type {
  Acted,
  CobrowseToAgent,
  CobrowseToCustomer,
  CobrowseTrouble,
  ShownPage,
} from "../protocol/cobrowse-socket.ts";

/** One tab of the customer's, or one window of an agent's. */
export type Seat =
  | {
      kind: "customer";
      id: string;
      ready: boolean;
      tab: string;
      /** When the customer last turned to this tab; 0: never. */
      seenAt: number;
      /** They look at it now. */
      seen: boolean;
      page: ShownPage | null;
      trouble: CobrowseTrouble | null;
    }
  | { kind: "agent"; agent: Agent; sessionId: string; ready: boolean };

export type CustomerSeat = Extract<Seat, { kind: "customer" }>;

/** Who asks to control the page, or does. */
export type Control = { phase: "asked" | "granted"; agent: AgentName };

/** What is known of a session beside its sockets. */
export type Session = {
  paused: boolean;
  control: Control | null;
  facts: CobrowseFacts;
  /** The page that was counted last. */
  page: string | null;
  /** Which tab was shown last, and how many turns there were: agents are told of a turn. */
  tab: { id: string; turn: number } | null;
};

export const newSession: Session = {
  paused: false,
  control: null,
  facts: { agents: [], pages: 0, controlled: false },
  page: null,
  tab: null,
};

/** The tab that is shown: the one that the customer turned to last. */
export function shownTab<Tab extends CustomerSeat>(tabs: readonly Tab[]): Tab | null {
  return tabs
    .filter(({ ready }) => ready)
    .reduce<Tab | null>((best, tab) => (best === null || tab.seenAt > best.seenAt ? tab : best), null);
}

/** The agents who watch, each once, in the order in which they came. */
export function watching(seats: readonly Seat[]): AgentName[] {
  const names = new Map<string, AgentName>();
  for (const seat of seats) if (seat.kind === "agent" && seat.ready) names.set(seat.agent.id, nameOf(seat.agent));
  return [...names.values()];
}

export function nameOf({ id, name }: AgentName): AgentName {
  return { id, name };
}

/** What a tab of the customer's is told. Only the shown one records, and only while somebody watches and it is not paused. */
export function stateForTab(
  session: Session,
  seats: readonly Seat[],
  isShown: boolean,
): Extract<CobrowseToCustomer, { kind: "state" }> {
  const agents = watching(seats);
  const { paused, control } = session;
  return {
    kind: "state",
    record: isShown && !paused && agents.length > 0,
    paused,
    agents,
    ...controlTold(control),
  };
}

export function stateForAgents(
  session: Session,
  seats: readonly Seat[],
  shown: CustomerSeat | null,
): Extract<CobrowseToAgent, { kind: "state" }> {
  return {
    kind: "state",
    page: shown?.page ?? null,
    tab: session.tab?.turn ?? 0,
    seen: shown?.seen ?? false,
    paused: session.paused,
    trouble: shown?.trouble ?? null,
    agents: watching(seats),
    ...controlTold(session.control),
  };
}

function controlTold(control: Control | null): { asking: AgentName | null; controller: AgentName | null } {
  return {
    asking: control?.phase === "asked" ? control.agent : null,
    controller: control?.phase === "granted" ? control.agent : null,
  };
}

/** Another tab is shown now. */
export function turnedTo(session: Session, tab: string): Session {
  if (session.tab?.id === tab) return session;
  return { ...session, tab: { id: tab, turn: (session.tab?.turn ?? 0) + 1 } };
}

/** The customer shows this page. A page is counted when it is another one than before. */
export function withPage(session: Session, { url }: ShownPage): Session {
  if (session.page === url) return session;
  return { ...session, page: url, facts: { ...session.facts, pages: session.facts.pages + 1 } };
}

export function withWatcher(session: Session, agent: AgentName): Session {
  if (session.facts.agents.some(({ id }) => id === agent.id)) return session;
  return { ...session, facts: { ...session.facts, agents: [...session.facts.agents, nameOf(agent)] } };
}

/** This agent asks for control. One at a time: null where somebody else has it, or has asked for it. */
export function askedForControl(session: Session, agent: AgentName): Session | null {
  if (session.control !== null && session.control.agent.id !== agent.id) return null;
  return session.control === null ? { ...session, control: { phase: "asked", agent: nameOf(agent) } } : session;
}

/** The customer's answer. Null: nobody asks. */
export function answeredControl(session: Session, allow: boolean): Session | null {
  if (session.control?.phase !== "asked") return null;
  if (!allow) return { ...session, control: null };
  return {
    ...session,
    control: { ...session.control, phase: "granted" },
    facts: { ...session.facts, controlled: true },
  };
}

export function controls(session: Session, agentId: string): boolean {
  return session.control?.phase === "granted" && session.control.agent.id === agentId;
}

/** Scrolling and typing come in many small steps: what goes on where it was begun is one line of the log. */
const sameActionMs = 30_000;

export type NotedAction = { agent: string; at: number } & Pick<Acted, "action" | "on" | "enter">;

export function isNewAction(before: NotedAction | null, next: NotedAction): boolean {
  if (before === null || next.enter || next.action === "click" || next.action === "choose") return true;
  const same = before.agent === next.agent && before.action === next.action && before.on === next.on;
  return !same || next.at - before.at > sameActionMs;
}

/** Frames that did not fit, less one forgiven each second. `hostile`: so many that it is no accident. */
export function badFrame(
  before: { count: number; at: number },
  now: number,
): { count: number; at: number; hostile: boolean } {
  const count = Math.max(0, before.count - (now - before.at) / 1_000) + 1;
  return { count, at: now, hostile: count >= cobrowseLimits.badFrames };
}

/**
 * How far one agent's window is behind: bytes that went out and were not said to have arrived. Beyond the bound it gets nothing
 * until it has caught up; then it needs a key frame.
 */
export class Backlog {
  #unread = 0;
  #behind = false;

  /** Whether this frame goes out to them. A batch that has begun goes on: half of a large snapshot would never help anybody. */
  sends(bytes: number, begins: boolean): boolean {
    if (this.#behind) return false;
    if (begins && this.#unread + bytes > cobrowseLimits.unreadBytes && this.#unread > 0) {
      this.#behind = true;
      return false;
    }
    this.#unread += bytes;
    return true;
  }

  /** Answers whether they have caught up and need a key frame now. */
  got(bytes: number): boolean {
    this.#unread = Math.max(0, this.#unread - bytes);
    if (!this.#behind || this.#unread > cobrowseLimits.unreadBytes / 8) return false;
    this.#behind = false;
    return true;
  }
}
