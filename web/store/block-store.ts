import { type Accessor, createMemo, createSignal } from "solid-js";
import { type BlockIndex, indexBlocks, searchBlocks } from "#domain/text-block/block-search";
import type { Block, ChatBlock, TextBlock } from "#protocol/text-block";
import { askBlocks, askCountUse } from "../connection/block-requests.ts";
import type { Request } from "../connection/http.ts";

/** Every text block and chat block that this agent may see, held for the search: it must answer between two keys. */
export type BlockStore = {
  state: Accessor<"none" | "loading" | "ready" | "failed">;
  blocks: Accessor<readonly Block[]>;
  /** Loads all of them the first time, and what has changed after that; asks no more often than every 20 s, unless `atOnce`. Never rejects. */
  refresh: (atOnce?: boolean) => Promise<void>;
  searchText: (query: string, most?: number) => readonly TextBlock[];
  searchChat: (query: string, most?: number) => readonly ChatBlock[];
  /** This agent inserted or sent it. */
  used: (id: string) => void;
  /** What this agent saved or deleted themselves. */
  put: (...blocks: readonly Block[]) => void;
  drop: (id: string) => void;
};

const freshMs = 20_000;

const isText = (block: Block): block is TextBlock => block.kind === "text";
const isChat = (block: Block): block is ChatBlock => block.kind === "chat";

export function createBlockStore(options: { request: Request; now: () => number }): BlockStore {
  const { request, now } = options;
  const [state, setState] = createSignal<ReturnType<BlockStore["state"]>>("none");
  const [known, setKnown] = createSignal<ReadonlyMap<string, Block>>(new Map());
  /** The server's time of the last answer, and ours. */
  let since: number | null = null;
  let askedAt = 0;
  let asking: Promise<void> | null = null;

  const blocks = createMemo(() => [...known().values()]);
  const texts = createMemo<BlockIndex<TextBlock>>(() => indexBlocks(blocks().filter(isText)));
  const chats = createMemo<BlockIndex<ChatBlock>>(() => indexBlocks(blocks().filter(isChat)));

  function put(...changed: readonly Block[]) {
    setKnown((before) => new Map([...before, ...changed.map((block) => [block.id, block] as const)]));
  }

  function drop(...ids: readonly string[]) {
    setKnown((before) => new Map([...before].filter(([id]) => !ids.includes(id))));
  }

  async function ask() {
    if (since === null) setState("loading");
    const changed: Block[] = [];
    const gone: string[] = [];
    let at: number | null = null;
    let after: string | null = null;
    do {
      const answer = await askBlocks(request, { after, since });
      if (!answer.ok) {
        // What is held is still good; nothing is, the first time.
        if (since === null) setState("failed");
        return;
      }
      changed.push(...answer.value.blocks);
      gone.push(...answer.value.gone);
      at ??= answer.value.at;
      after = answer.value.next;
    } while (after !== null);
    since = at;
    askedAt = now();
    if (changed.length > 0) put(...changed);
    if (gone.length > 0) drop(...gone);
    setState("ready");
  }

  return {
    state,
    blocks,
    refresh(atOnce = false) {
      if (!atOnce && since !== null && now() - askedAt < freshMs) return Promise.resolve();
      asking ??= ask().finally(() => (asking = null));
      return asking;
    },
    searchText: (query, most) => searchBlocks(texts(), query, most),
    searchChat: (query, most) => searchBlocks(chats(), query, most),
    used(id) {
      const block = known().get(id);
      if (!block) return;
      put({ ...block, uses: block.uses + 1, ownUses: block.ownUses + 1 });
      // A use that was not counted is no loss.
      void askCountUse(request, id);
    },
    put,
    drop,
  };
}
