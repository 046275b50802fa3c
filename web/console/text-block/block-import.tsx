import FileUp from "lucide-solid/icons/file-up";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { For, Show, createSignal } from "solid-js";
import { blockLimits } from "#protocol/text-block";
import { askImportBlocks } from "../../connection/block-requests.ts";
import { request } from "../../connection/http.ts";
import type { BlockStore } from "../../store/block-store.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Progress } from "../../ui/progress.tsx";
import { useConsole } from "../console-context.tsx";
import { intl } from "../console-intl.ts";
import { type LineProblem, type ReadBlock, readBlocksFile } from "./block-file.ts";
import { t } from "./text-block-intl.ts";

type Told = { line: number; what: string };
type Step =
  | { kind: "choose"; unreadable: boolean }
  | { kind: "read"; blocks: ReadBlock[]; problems: Told[]; without: number[] }
  | { kind: "writing"; done: number; total: number }
  | { kind: "done"; count: number; problems: Told[]; stopped: boolean };

const fields = ["title", "shortcut", "contents", "tags", "folder", "scope"] as const;

function wordsOf({ line, field }: LineProblem): Told {
  const known = fields.find((name) => name === field) ?? "other";
  return { line, what: t(`blocks.importWrong.${known}`) };
}

function refusedWords(code: string, path: string | null): string {
  if (code === "shortcut_taken") return t("blocks.importTaken");
  if (code === "attachment_unknown") return t("blocks.importFiles");
  if (code === "forbidden") return t("blocks.importForbidden");
  return wordsOf({ line: 0, field: path?.split(".")[0] ?? null }).what;
}

/** From a file into the list: read here, looked at, then written in parts. What is wrong is told by its line. */
export function BlockImport(props: { store: BlockStore; onClose: () => void }) {
  const { me } = useConsole();
  const [step, setStep] = createSignal<Step>({ kind: "choose", unreadable: false });
  let input: HTMLInputElement | undefined;

  const read = async (file: File | undefined) => {
    if (!file) return;
    const { blocks, problems, without } = readBlocksFile(await file.text(), file.name, me().allTeams);
    const isNothing = blocks.length === 0 && problems.every(({ field }) => field === null);
    if (isNothing) setStep({ kind: "choose", unreadable: true });
    else setStep({ kind: "read", blocks, problems: problems.map(wordsOf), without });
  };

  const write = async (blocks: ReadBlock[], before: Told[]) => {
    const problems = [...before];
    let count = 0;
    let stopped = false;
    for (let at = 0; at < blocks.length && !stopped; at += blockLimits.imports) {
      setStep({ kind: "writing", done: at, total: blocks.length });
      const part = blocks.slice(at, at + blockLimits.imports);
      const answer = await askImportBlocks(
        request,
        part.map(({ block }) => block),
      );
      stopped = !answer.ok;
      if (!answer.ok) break;
      for (const [index, result] of answer.value.results.entries()) {
        if (result.ok) count += 1;
        else problems.push({ line: part[index]?.line ?? 0, what: refusedWords(result.code, result.path) });
      }
    }
    await props.store.refresh(true);
    setStep({ kind: "done", count, problems: problems.toSorted((a, b) => a.line - b.line), stopped });
  };

  const choosing = () => {
    const now = step();
    return now.kind === "choose" ? now : null;
  };
  const ready = () => {
    const now = step();
    return now.kind === "read" ? now : null;
  };
  const writing = () => {
    const now = step();
    return now.kind === "writing" ? now : null;
  };
  const finished = () => {
    const now = step();
    return now.kind === "done" ? now : null;
  };
  const problems = () => ready()?.problems ?? finished()?.problems ?? [];

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && step().kind !== "writing" && props.onClose()}
      title={t("blocks.importTitle")}
      description={t("blocks.importText")}
      footer={
        <>
          <Button variant="ghost" disabled={step().kind === "writing"} onClick={props.onClose}>
            {step().kind === "done" ? t("blocks.close") : t("blocks.cancel")}
          </Button>
          <Show when={ready()}>
            {(now) => (
              <Button
                variant="primary"
                disabled={now().blocks.length === 0}
                onClick={() => void write(now().blocks, now().problems)}
              >
                {t("blocks.importStart", { count: now().blocks.length })}
              </Button>
            )}
          </Show>
        </>
      }
    >
      <div class="block-import">
        <Show when={choosing()}>
          {(now) => (
            <div
              class="block-import-drop"
              onDragOver={(event) => event.preventDefault()}
              onDrop={(event) => {
                event.preventDefault();
                void read(event.dataTransfer?.files[0]);
              }}
            >
              <Button icon={<FileUp />} onClick={() => input?.click()}>
                {t("blocks.importChoose")}
              </Button>
              <input
                ref={(made) => (input = made)}
                type="file"
                accept=".csv,.json,text/csv,application/json"
                class="ui-hidden"
                tabindex={-1}
                aria-label={t("blocks.importChoose")}
                onChange={(event) => void read(event.currentTarget.files?.[0])}
              />
              <Show when={now().unreadable}>
                <p class="block-import-wrong" role="alert">
                  {t("blocks.importUnreadable")}
                </p>
              </Show>
            </div>
          )}
        </Show>
        <div role="status">
          <Show when={ready()}>{(now) => <p>{t("blocks.importReady", { count: now().blocks.length })}</p>}</Show>
          <Show when={writing()}>
            {(now) => (
              <>
                <p>{t("blocks.importing", { done: now().done, total: now().total })}</p>
                <Progress label={t("blocks.importTitle")} done={now().done} total={now().total} />
              </>
            )}
          </Show>
          <Show when={finished()}>{(now) => <p>{t("blocks.imported", { count: now().count })}</p>}</Show>
          <Show when={finished()?.stopped}>
            <p class="block-import-wrong">{t("blocks.importFailed")}</p>
          </Show>
        </div>
        <Show when={ready()?.without}>
          {(lines) => (
            <Show when={lines().length > 0}>
              <p class="block-import-without">
                {t("blocks.importWithout", { count: lines().length, lines: intl.list(lines().map(String)) })}
              </p>
            </Show>
          )}
        </Show>
        <Show when={problems().length > 0}>
          <p class="block-import-wrong">
            <TriangleAlert />
            {t("blocks.importProblems", { count: problems().length })}
          </p>
          <ul class="block-import-lines ui-scroll" tabindex="0">
            <For each={problems()}>{({ line, what }) => <li>{t("blocks.importLine", { line, what })}</li>}</For>
          </ul>
        </Show>
      </div>
    </Dialog>
  );
}
