import { type Accessor, batch, createMemo, createRoot, createSignal, getOwner, onCleanup, untrack } from "solid-js";
import type { ConnectionState } from "../connection/connection-state.ts";
import { askRow } from "../connection/conversation-requests.ts";
import { browserEnvironment, type Environment } from "../connection/environment.ts";
import { type InboxConnection, makeInboxConnection } from "../connection/inbox-connection.ts";
import { comparePlaces, type InboxQuery, listsOf, matches, type Onlooker, placeOf } from "../connection/inbox-lists.ts";
import { makeInboxRows } from "../connection/inbox-rows.ts";
import { createInboxList, type InboxList } from "./inbox-list.ts";
import { withRosterChange } from "#domain/inbox/roster";
import type {
  InboxRow,
  InboxServerMessage,
  ListName,
  Mention as KeptMention,
  RosterAgent,
  Sort,
} from "#protocol/inbox";

export type Mention = Extract<InboxServerMessage, { kind: "mention" }>;

/**
 * `before` is null for a row that was not known. `first`: a team's first welcome brought it, so that it was there already, however late
 * that came; what changed while a connection was lost is not.
 */
type RowHeard = (row: InboxRow, before: InboxRow | null, first: boolean) => void;

export type InboxStore = {
  /** The worst of the teams' connections. */
  connection: Accessor<ConnectionState>;
  /** The same object for the same query; the first call loads the first page. Kept until the store goes. */
  list: (query: InboxQuery) => InboxList;
  row: (id: string) => InboxRow | undefined;
  /** For a link to a conversation whose row is not here. Errors leave it absent. */
  loadRow: (id: string) => Promise<void>;
  /** Waiting in any of my teams, those who wait longest first: for the ringing. */
  waiting: Accessor<readonly InboxRow[]>;
  /** Mine, open, with unread messages. */
  mineUnread: Accessor<readonly InboxRow[]>;
  /** In which a customer shows their page now, of those that are known. */
  cobrowsing: Accessor<readonly InboxRow[]>;
  /** Notes that name me, in conversations that I have not looked at since; the newest first. */
  mentions: Accessor<readonly KeptMention[]>;
  /** I look at this conversation now: it is no mention any more, in any of my windows. */
  seeMention: (conversation: string) => void;
  /** The number at Live Chat: waiting ones, mine with something unread, and those in which I am mentioned. */
  unreadCount: Accessor<number>;
  /** Known so far. `exact` is false where the index may hold more than is loaded. */
  count: (list: ListName) => { count: number; exact: boolean };
  /** What waits in one team, those who wait longest first; of any team that this agent may read. */
  line: (teamId: string) => readonly InboxRow[];
  /** A team's agents with their availability and load; of any team that this agent may read. */
  roster: (teamId: string) => readonly RosterAgent[];
  onMention: (heard: (mention: Mention) => void) => () => void;
  /** A row came or changed, live. Not called for pages. */
  onRow: (heard: RowHeard) => () => void;
  serverNow: () => number;
  /** The agent's teams are others now: sockets open and close, what is on the screen stays. */
  setTeams: (teams: InboxTeams) => void;
  reconnect: () => void;
  dispose: () => void;
};

/** A list that is shown again is read again if nobody looked at it for this long. */
const freshMs = 60_000;

/** Changes of the time without a connection may reach the index late: it is asked once more after this long. */
const secondLookMs = 15_000;

/** Several teams' sockets come back, or say the same, together: one answer serves them all. */
const gatherMs = 200;

/** Lists that are kept; the one that was not shown for longest goes first. */
const listsMost = 12;

/** An agent's own teams, whose conversations ring and are counted; and all that they may see live, as supervisors do. */
export type InboxTeams = { own: readonly string[]; readable: readonly string[] };

/** Opens one socket at once for each team that the agent may read. */
export function createInboxStore(options: {
  me: { id: string };
  /** The agent's own teams: their conversations ring and are counted. */
  teamIds: readonly string[];
  /** All that this agent may see live in the lists, as supervisors do; absent: their own teams. */
  readableTeamIds?: readonly string[];
  /** Teams, or who is in them, are others now. Told once, though every inbox says so. */
  onTeamsChanged?: () => void;
  environment?: Environment;
}): InboxStore {
  const { teamIds, environment = browserEnvironment() } = options;
  const { clock, request } = environment;
  let teams: InboxTeams = { own: teamIds, readable: options.readableTeamIds ?? teamIds };
  const me: Onlooker = {
    id: options.me.id,
    get teamIds() {
      return teams.own;
    },
  };
  const reader: Onlooker = {
    id: options.me.id,
    get teamIds() {
      return teams.readable;
    },
  };
  const [changes, setChanges] = createSignal(0);
  const [states, setStates] = createSignal<ReadonlyMap<string, ConnectionState>>(new Map());
  const [rosters, setRosters] = createSignal<ReadonlyMap<string, readonly RosterAgent[]>>(new Map());
  const [mentioned, setMentioned] = createSignal<ReadonlyMap<string, KeptMention & { teamId: string }>>(new Map());
  const rows = makeInboxRows({ request, onChange: () => setChanges((count) => count + 1) });
  const lists = new Map<string, { list: InboxList; shownAt: number; dispose: () => void }>();
  const welcomed = new Set<string>();
  /** Per team, the moment its present socket was asked for: what was told earlier may be out of date. */
  const startedAt = new Map<string, number>();
  const owner = getOwner();
  const mentionHeard = new Set<(mention: Mention) => void>();
  const rowHeard = new Set<RowHeard>();
  let offset = 0;
  let moment = 0;
  let lastShown: string | null = null;
  let cancelRefresh = () => {};
  let cancelSecondLook = () => {};
  let cancelTeams = () => {};

  const connections = new Map<string, InboxConnection>();
  for (const teamId of teams.readable) connect(teamId);

  function connect(teamId: string) {
    const connection = makeInboxConnection({
      teamId,
      environment,
      onMessage: (message) => batch(() => heard(teamId, message)),
      onState(state) {
        if (state.kind !== "ready") startedAt.set(teamId, (moment += 1));
        setStates((known) => new Map(known).set(teamId, state));
      },
    });
    connections.set(teamId, connection);
  }

  function disconnect(teamId: string) {
    connections.get(teamId)?.dispose();
    connections.delete(teamId);
    welcomed.delete(teamId);
    setStates((known) => without(known, teamId));
    setRosters((known) => without(known, teamId));
  }

  function heard(teamId: string, message: InboxServerMessage) {
    switch (message.kind) {
      case "welcome":
        offset = message.now - clock.now();
        setRosters((known) => new Map(known).set(teamId, message.agents));
        take(message.rows, !welcomed.has(teamId));
        keepMentions(teamId, message.mentions ?? []);
        return welcome(teamId, message.rows);
      case "rows":
        return take(message.rows);
      case "gone":
        forgetMention(message.conversation);
        return rows.drop(message.conversation);
      case "roster_changed":
        setRosters((known) => new Map(known).set(teamId, withRosterChange(known.get(teamId) ?? [], message)));
        return;
      case "agents":
        setRosters((known) => new Map(known).set(teamId, message.agents));
        return;
      case "mention":
        setMentioned((known) => new Map([...known, ...mentionsOf(teamId, [message])]));
        for (const listener of mentionHeard) listener(message);
        return;
      case "mention_seen":
        return forgetMention(message.conversation);
      case "teams_changed":
        cancelTeams();
        cancelTeams = clock.after(gatherMs, () => options.onTeamsChanged?.());
        return;
      case "refused":
        return;
      default:
        message satisfies never;
    }
  }

  /** A call does not wait until somebody looks through their mentions: who was asked into one meanwhile hears of it now. */
  function keepMentions(teamId: string, told: readonly KeptMention[]) {
    const before = mentioned();
    const others = [...before].filter(([, mention]) => mention.teamId !== teamId);
    setMentioned(new Map([...others, ...mentionsOf(teamId, told)]));
    for (const { conversation, by, at, call } of told) {
      if (call === undefined || before.get(conversation)?.at === at) continue;
      const customer = rows.get(conversation)?.customer.name ?? null;
      const mention: Mention = { kind: "mention", conversation, customer, by, text: "", at, call };
      for (const listener of mentionHeard) listener(mention);
    }
  }

  function forgetMention(conversation: string) {
    setMentioned((known) => new Map([...known].filter(([id]) => id !== conversation)));
  }

  function take(incoming: readonly InboxRow[], first = false) {
    for (const { row, before } of rows.put(incoming, moment)) {
      for (const listener of rowHeard) listener(row, before, first);
    }
  }

  /** What needed this agent before and is not told any more has changed while nobody listened. */
  function welcome(teamId: string, told: readonly InboxRow[]) {
    const ids = new Set(told.map(({ id }) => id));
    const since = startedAt.get(teamId) ?? 0;
    const doubtful = [...rows.all()].filter(
      (row) => row.team.id === teamId && needsMe(row) && !ids.has(row.id) && !rows.toldSince(row.id, since),
    );
    void rows.verify(doubtful.map(({ id }) => id));
    if (!welcomed.has(teamId)) return void welcomed.add(teamId);
    for (const entry of lists.values()) entry.shownAt = -Infinity;
    cancelRefresh();
    cancelRefresh = clock.after(gatherMs, refreshShown);
    cancelSecondLook();
    cancelSecondLook = clock.after(secondLookMs, refreshShown);
  }

  function refreshShown() {
    const shown = lastShown === null ? undefined : lists.get(lastShown);
    if (shown === undefined) return;
    shown.shownAt = clock.now();
    shown.list.refresh();
  }

  /** What a welcome tells. */
  const needsMe = (row: InboxRow) => {
    const names = listsOf(row, reader);
    return names.includes("waiting") || names.includes("mine");
  };

  function sorted(list: ListName, sort: Sort, onlooker = me): InboxRow[] {
    const query: InboxQuery = { list, team: null, agent: null, sort };
    return [...rows.all()]
      .filter((row) => matches(row, query, onlooker))
      .sort((a, b) => comparePlaces(placeOf(a, query), placeOf(b, query)));
  }

  const waiting = createMemo(() => (changes(), sorted("waiting", "longest_waiting")));
  const lines = createMemo(() => {
    changes();
    const found = new Map<string, InboxRow[]>();
    for (const row of sorted("waiting", "longest_waiting", reader)) {
      const line = found.get(row.team.id);
      if (line === undefined) found.set(row.team.id, [row]);
      else line.push(row);
    }
    return found;
  });
  const mine = createMemo(() => (changes(), sorted("mine", "newest")));
  const mineUnread = createMemo(() => mine().filter(({ unread }) => unread > 0));

  const cobrowsing = createMemo(
    () => (changes(), sorted("open", "newest", reader).filter((row) => row.cobrowsing === true)),
  );

  const mentions = createMemo(() => [...mentioned().values()].toSorted((a, b) => b.at - a.at));

  function list(query: InboxQuery): InboxList {
    const key = [query.list, query.team, query.agent, query.sort].join(" ");
    lastShown = key;
    let entry = lists.get(key);
    if (entry === undefined) {
      entry = createRoot((disposeList) => {
        const made = createInboxList({ query, rows, changes, reader, request, moment: () => moment });
        return { list: made, shownAt: clock.now(), dispose: disposeList };
      }, owner);
      lists.set(key, entry);
      entry.list.loadMore();
      if (lists.size > listsMost) letGoOfOldest();
    } else if (clock.now() - entry.shownAt > freshMs) entry.list.refresh();
    entry.shownAt = clock.now();
    return entry.list;
  }

  function letGoOfOldest() {
    const [key, oldest] = [...lists].reduce((a, b) => (b[1].shownAt < a[1].shownAt ? b : a));
    oldest.dispose();
    lists.delete(key);
  }

  function dispose() {
    cancelRefresh();
    cancelSecondLook();
    cancelTeams();
    for (const connection of connections.values()) connection.dispose();
    for (const entry of lists.values()) entry.dispose();
    lists.clear();
  }
  if (owner !== null) onCleanup(dispose);

  return {
    connection: createMemo(() => worst([...states().values()], teams.readable.length > 0)),
    list: (query) => untrack(() => list(query)),
    row: (id) => (changes(), rows.get(id)),
    async loadRow(id) {
      const answer = await askRow(request, id);
      if (answer.ok) rows.put([answer.value], null);
    },
    waiting,
    mineUnread,
    cobrowsing,
    mentions,
    seeMention(conversation) {
      const teamId = untrack(mentioned).get(conversation)?.teamId;
      if (teamId === undefined) return;
      forgetMention(conversation);
      connections.get(teamId)?.send({ kind: "mention_seen", conversation });
    },
    unreadCount: createMemo(() => {
      const needing = [...waiting(), ...mineUnread()].map(({ id }) => id);
      return new Set([...needing, ...mentioned().keys()]).size;
    }),
    count(name) {
      changes();
      if (name === "waiting") return { count: waiting().length, exact: true };
      if (name === "mine") return { count: mine().length, exact: true };
      return { count: sorted(name, "newest").length, exact: false };
    },
    line: (teamId) => lines().get(teamId) ?? [],
    roster: (teamId) => rosters().get(teamId) ?? [],
    onMention(listener) {
      mentionHeard.add(listener);
      return () => mentionHeard.delete(listener);
    },
    onRow(listener) {
      rowHeard.add(listener);
      return () => rowHeard.delete(listener);
    },
    serverNow: () => clock.now() + offset,
    setTeams(next) {
      teams = next;
      batch(() => {
        for (const teamId of connections.keys()) if (!next.readable.includes(teamId)) disconnect(teamId);
        for (const teamId of next.readable) if (!connections.has(teamId)) connect(teamId);
        setChanges((count) => count + 1);
      });
      refreshShown();
    },
    reconnect() {
      for (const connection of connections.values()) connection.reconnect();
    },
    dispose,
  };
}

function mentionsOf(teamId: string, told: readonly KeptMention[]) {
  return told.map(({ conversation, by, at, call }) => [conversation, { conversation, by, at, call, teamId }] as const);
}

function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

/** One team that is not live is enough to say so. Who reads no team waits for nothing. */
function worst(states: readonly ConnectionState[], hasTeams: boolean): ConnectionState {
  const closed = states.find(({ kind }) => kind === "closed");
  const waits = states.find(({ kind }) => kind === "waiting");
  const connects = states.find(({ kind }) => kind === "connecting");
  return closed ?? waits ?? connects ?? { kind: states.length === 0 && hasTeams ? "connecting" : "ready" };
}
