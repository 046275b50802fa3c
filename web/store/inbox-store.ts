import type { Accessor } from "solid-js";
import type { ConnectionState } from "../connection/connection-state.ts";
import type { Environment } from "../connection/environment.ts";
import type { InboxQuery } from "../connection/inbox-lists.ts";
import type { InboxRow, InboxServerMessage, ListName, RosterAgent } from "#protocol/inbox";
import type { Refusal } from "#protocol/error";

export type Mention = Extract<InboxServerMessage, { kind: "mention" }>;

/** A row where it stands in a list. `left`: no longer of this list, kept in its place while the list is frozen. */
export type ListedRow = { row: InboxRow; left: boolean };

/** One list as it is on the screen: pages from the index, merged with what the sockets tell. */
export type InboxList = {
  query: InboxQuery;
  rows: Accessor<readonly ListedRow[]>;
  loading: Accessor<boolean>;
  more: Accessor<boolean>;
  /** Why the last page could not be had; loadMore or refresh tries again. */
  trouble: Accessor<Refusal | null>;
  loadMore(): void;
  refresh(): void;
  /**
   * Frozen, no row on the screen moves: rows change where they stand, those that left stay (marked), and those that would
   * come in between are held back. Call with true while the pointer is over the list or the keyboard moves in it.
   */
  setFrozen(frozen: boolean): void;
  frozen: Accessor<boolean>;
  /** How many rows are held back or would move. */
  held: Accessor<number>;
  /** Puts the list in order now, frozen or not. */
  release(): void;
};

export type InboxStore = {
  /** The worst of the teams' connections. */
  connection: Accessor<ConnectionState>;
  /** The same object for the same query; the first call loads the first page. Kept until the store goes. */
  list(query: InboxQuery): InboxList;
  row(id: string): InboxRow | undefined;
  /** For a link to a conversation whose row is not here. Errors leave it absent. */
  loadRow(id: string): Promise<void>;
  /** Waiting in any of my teams, those who wait longest first: for the ringing. */
  waiting: Accessor<readonly InboxRow[]>;
  /** Mine, open, with unread messages. */
  mineUnread: Accessor<readonly InboxRow[]>;
  /** The number at Live Chat: waiting ones, and mine with something unread. */
  unreadCount: Accessor<number>;
  /** Known so far. `exact` is false where the index may hold more than is loaded. */
  count(list: ListName): { count: number; exact: boolean };
  /** A team's agents with their availability. */
  roster(teamId: string): readonly RosterAgent[];
  onMention(heard: (mention: Mention) => void): () => void;
  /** A row came or changed, live: `before` is null for one that was not known. Not called for pages. */
  onRow(heard: (row: InboxRow, before: InboxRow | null) => void): () => void;
  serverNow(): number;
  reconnect(): void;
  dispose(): void;
};

/** Opens one socket per team at once. When the agent's teams change, make a new one. */
export function createInboxStore(options: {
  me: { id: string };
  teamIds: readonly string[];
  environment?: Environment;
}): InboxStore {
  void options;
  throw new Error("not written yet");
}
