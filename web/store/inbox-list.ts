import { type Accessor, batch, createMemo, createSignal } from "solid-js";
import type { InboxRow } from "#protocol/inbox";
import type { Refusal } from "#protocol/error";
import type { Request } from "../connection/http.ts";
import { arrange, comparePlaces, type InboxQuery, matches, type Onlooker, placeOf } from "../connection/inbox-lists.ts";
import { makeInboxPages } from "../connection/inbox-pages.ts";
import type { InboxRows } from "../connection/inbox-rows.ts";

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
  loadMore: () => void;
  refresh: () => void;
  /**
   * Frozen, no row on the screen moves: rows change where they stand, those that left stay (marked), and those that would
   * come in between are held back. Call with true while the pointer is over the list or the keyboard moves in it.
   */
  setFrozen: (frozen: boolean) => void;
  frozen: Accessor<boolean>;
  /** How many rows are held back, would move or would go. */
  held: Accessor<number>;
  /** Puts the list in order now, frozen or not. */
  release: () => void;
};

type Shown = { ids: readonly string[]; held: number };

/** For inbox-store.ts, which keeps the lists and owns their computations. */
export function createInboxList(options: {
  query: InboxQuery;
  rows: InboxRows;
  /** Changes whenever a row does. */
  changes: Accessor<number>;
  reader: Onlooker;
  request: Request;
  /** Counts the sockets' beginnings (see `InboxRows.put`). */
  moment(): number;
}): InboxList {
  const { query, rows, changes, reader } = options;
  const [read, setRead] = createSignal(0);
  const [frozen, setFrozen] = createSignal(false);
  const [released, setReleased] = createSignal(0);
  const pages = makeInboxPages({
    request: options.request,
    query,
    onRows: (page) => rows.put(page, null),
    onChange: () => setRead((count) => count + 1),
  });
  // The sockets tell all of these from the first frame on, so they need no page to be shown.
  const isToldWhole = query.list === "waiting" || query.list === "mine";

  function wanted(): InboxRow[] {
    return [...rows.all()]
      .filter((row) => matches(row, query, reader))
      .map((row) => ({ row, place: placeOf(row, query) }))
      .filter(({ place }) => isToldWhole || pages.covers(place) || pages.trouble() !== null)
      .sort((a, b) => comparePlaces(a.place, b.place))
      .map(({ row }) => row);
  }

  let releases = 0;
  const shown = createMemo<Shown>(
    (before) => {
      changes();
      read();
      const isReleased = released() !== releases;
      releases = released();
      const { shown: ids, held } = arrange(
        before.ids,
        wanted().map(({ id }) => id),
        frozen() && !isReleased,
      );
      return { ids, held };
    },
    { ids: [], held: 0 },
  );

  const listed = createMemo<ReadonlyMap<string, ListedRow>>((before) => {
    changes();
    return new Map(
      shown().ids.flatMap((id) => {
        const row = rows.get(id) ?? before.get(id)?.row;
        if (row === undefined) return [];
        const left = !rows.get(id) || !matches(row, query, reader);
        const known = before.get(id);
        return [[id, known?.row === row && known.left === left ? known : { row, left }]];
      }),
    );
  }, new Map());

  async function refresh() {
    const since = options.moment();
    const held = wanted()
      .filter((row) => pages.covers(placeOf(row, query)))
      .map(({ id }) => id);
    const found = await pages.refresh();
    if (found === null) return;
    // They stand where the list was read, and the index does not have them there: either is out of date.
    await rows.verify(held.filter((id) => !found.has(id) && !rows.toldSince(id, since)));
  }

  return {
    query,
    rows: createMemo(() => [...listed().values()]),
    loading: () => (read(), pages.loading()),
    more: () => (read(), pages.more()),
    trouble: () => (read(), pages.trouble()),
    loadMore: () => void pages.loadMore(),
    refresh: () => void refresh(),
    setFrozen,
    frozen,
    held: () => shown().held,
    release: () => batch(() => setReleased((count) => count + 1)),
  };
}
