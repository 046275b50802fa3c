import type { InboxRow } from "#protocol/inbox";
import type { Refusal } from "#protocol/error";
import { askPage } from "./conversation-requests.ts";
import type { Request } from "./http.ts";
import { comparePlaces, type InboxQuery, type Place, placeOf } from "./inbox-lists.ts";

/** A refresh reads no more pages than this; what was loaded beyond is loaded again by scrolling. */
const refreshMost = 10;

/** How far the index was read for one list. */
export interface InboxPages {
  loading(): boolean;
  /** Whether there may be rows behind the loaded ones. */
  more(): boolean;
  trouble(): Refusal | null;
  /** Whether a row at this place stands where the list was read; false before the first page. */
  covers(place: Place): boolean;
  loadMore(): Promise<void>;
  /** Reads what was loaded again. Answers the ids that were found, or null where that failed. */
  refresh(): Promise<ReadonlySet<string> | null>;
}

type Extent = { kind: "none" } | { kind: "to"; place: Place; cursor: string } | { kind: "all" };

export function makeInboxPages(options: {
  request: Request;
  query: InboxQuery;
  onRows(rows: readonly InboxRow[]): void;
  onChange(): void;
}): InboxPages {
  const { query } = options;
  let extent: Extent = { kind: "none" };
  let loading = false;
  let trouble: Refusal | null = null;

  /** One page: takes its rows, and says how far the list is read now. Null where it could not be had. */
  async function read(cursor: string | null): Promise<{ ids: string[]; extent: Extent } | null> {
    const answer = await askPage(options.request, query, cursor);
    if (!answer.ok) {
      trouble = answer.error;
      return null;
    }
    const { rows, next } = answer.value;
    options.onRows(rows);
    const last = rows.at(-1);
    const all = next === null || last === undefined;
    const ids = rows.map(({ id }) => id);
    return { ids, extent: all ? { kind: "all" } : { kind: "to", place: placeOf(last, query), cursor: next } };
  }

  async function busy<T>(work: () => Promise<T>): Promise<T> {
    loading = true;
    trouble = null;
    options.onChange();
    try {
      return await work();
    } finally {
      loading = false;
      options.onChange();
    }
  }

  return {
    loading: () => loading,
    more: () => extent.kind !== "all",
    trouble: () => trouble,
    covers: (place) => extent.kind === "all" || (extent.kind === "to" && comparePlaces(place, extent.place) <= 0),
    async loadMore() {
      if (loading || extent.kind === "all") return;
      const cursor = extent.kind === "to" ? extent.cursor : null;
      await busy(async () => {
        extent = (await read(cursor))?.extent ?? extent;
      });
    },
    async refresh() {
      if (loading) return null;
      return await busy(async () => {
        const before = extent;
        const found = new Set<string>();
        let cursor: string | null = null;
        for (let page = 0; page < refreshMost; page += 1) {
          const answer = await read(cursor);
          if (answer === null) return null;
          for (const id of answer.ids) found.add(id);
          const reached = answer.extent;
          if (reached.kind !== "to") {
            extent = reached;
            return found;
          }
          cursor = reached.cursor;
          const enough =
            before.kind === "none" || (before.kind === "to" && comparePlaces(reached.place, before.place) >= 0);
          if (enough || page === refreshMost - 1) extent = reached;
          if (enough) break;
        }
        return found;
      });
    },
  };
}
