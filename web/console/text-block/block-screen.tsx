import type { Block } from "#protocol/text-block";
import { A, useLocation, useNavigate, useParams } from "@solidjs/router";
import CloudOff from "lucide-solid/icons/cloud-off";
import FileX from "lucide-solid/icons/file-x";
import Hash from "lucide-solid/icons/hash";
import { Match, Show, Switch, createMemo, createSignal, onMount } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useConsole } from "../console-context.tsx";
import { createPageTitle } from "../console-title.ts";
import { type EditorDraft, emptyDraft } from "./block-draft.ts";
import { BlockEditor } from "./block-editor.tsx";
import { BlockList } from "./block-list.tsx";
import { ownBlocks } from "./own-blocks.ts";
import { t } from "./text-block-intl.ts";
import "./block-screen.css";

/** What a new block begins with, given along with the address: a duplicate, a message that was sent. */
export type BlockSeed = { seed: EditorDraft };

/** Text blocks and chat blocks: the list, and the one that is open beside it; on a phone one after the other. */
export function BlockScreen() {
  const { me } = useConsole();
  const params = useParams();
  const location = useLocation<BlockSeed>();
  const navigate = useNavigate();
  const store = ownBlocks(me().agent.id);
  const [chosenKind, setChosenKind] = createSignal<Block["kind"]>("text");
  /** What is known is what there is, not only what was kept from the last time. */
  const [isFresh, setFresh] = createSignal(false);
  createPageTitle(() => t("blocks.title"));
  onMount(() => void store.refresh().then(() => setFresh(true)));

  const open = createMemo(() => params["block"] ?? null);
  const block = createMemo(() => store.blocks().find(({ id }) => id === open()) ?? null);
  const isNew = () => open() === "new" || open() === "new-chat";
  const kind = createMemo(() => block()?.kind ?? (open() === "new-chat" ? "chat" : isNew() ? "text" : chosenKind()));
  const seed = () => location.state?.seed ?? emptyDraft(kind());

  return (
    <div class="blocks" data-step={open() === null ? "list" : "block"}>
      <h1 class="ui-hidden">{t("blocks.title")}</h1>
      <Switch>
        <Match when={store.state() === "failed"}>
          <EmptyState
            icon={<CloudOff />}
            title={t("blocks.failed")}
            text={t("blocks.failedText")}
            action={<Button onClick={() => void store.refresh()}>{t("ui.retry")}</Button>}
          />
        </Match>
        <Match when={store.state() !== "ready"}>
          <div class="blocks-column">
            <SkeletonRows rows={8} label={t("blocks.loading")} />
          </div>
        </Match>
        <Match when={true}>
          <BlockList
            store={store}
            kind={kind()}
            onKind={(next) => {
              setChosenKind(next);
              navigate("/text-blocks");
            }}
            open={open()}
          />
          <section class="blocks-pane ui-scroll" aria-label={t("blocks.title")}>
            <Show
              when={block()?.id ?? (isNew() ? `${open()} ${location.key ?? ""}` : null)}
              keyed
              fallback={
                <Show
                  when={open() !== null && isFresh()}
                  fallback={<EmptyState icon={<Hash />} title={t("blocks.choose")} text={t("blocks.chooseText")} />}
                >
                  <EmptyState
                    icon={<FileX />}
                    title={t("blocks.gone")}
                    text={t("blocks.goneText")}
                    action={<A href="/text-blocks">{t("blocks.back")}</A>}
                  />
                </Show>
              }
            >
              {(key) => <BlockEditor block={block()?.id === key ? block() : null} seed={seed()} store={store} />}
            </Show>
          </section>
        </Match>
      </Switch>
    </div>
  );
}
