import { For } from "solid-js";
import { languageName } from "./block-contents.tsx";
import type { DraftMessage, EditorDraft } from "./block-draft.ts";
import { t } from "./text-block-intl.ts";
import "./block-theirs.css";

/** Somebody else saved the block meanwhile: what differs, theirs beside what is typed here, field by field. */
export function BlockTheirs(props: {
  theirs: EditorDraft;
  mine: EditorDraft;
  scopes: readonly { value: string; label: string }[];
}) {
  const languages = () => [
    ...new Set([props.theirs, props.mine].flatMap(({ contents }) => contents.map(({ language }) => language))),
  ];
  const rows = (of: EditorDraft) => [
    { field: t("blocks.name"), says: of.title },
    { field: t("blocks.shortcut"), says: of.shortcut && `#${of.shortcut}` },
    ...languages().map((language) => ({
      field: languages().length > 1 ? `${t("blocks.words")}, ${languageName(language)}` : t("blocks.words"),
      says: wordsIn(of, language),
    })),
    { field: t("blocks.scope"), says: props.scopes.find(({ value }) => value === of.scope)?.label ?? "" },
    { field: t("blocks.folder"), says: of.folder },
    { field: t("blocks.tags"), says: of.tags },
  ];
  const differing = () => {
    const mine = rows(props.mine);
    return rows(props.theirs)
      .map(({ field, says }, index) => ({ field, theirs: says, mine: mine[index]?.says ?? "" }))
      .filter((row) => row.theirs !== row.mine);
  };
  return (
    <table class="block-theirs">
      <thead>
        <tr>
          <td />
          <th scope="col">{t("blocks.theirs")}</th>
          <th scope="col">{t("blocks.mine")}</th>
        </tr>
      </thead>
      <tbody>
        <For each={differing()}>
          {({ field, theirs, mine }) => (
            <tr>
              <th scope="row">{field}</th>
              <td dir="auto" data-side={t("blocks.theirs")}>
                {theirs}
              </td>
              <td dir="auto" data-side={t("blocks.mine")}>
                {mine}
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

/** All that a block says in a language, as plain lines. */
function wordsIn({ contents }: EditorDraft, wanted: string): string {
  return contents
    .filter(({ language }) => language === wanted)
    .flatMap(({ messages }) => messages.map(messageWords))
    .join("\n");
}

function messageWords({ text, attachments, article, buttons }: DraftMessage): string {
  const beside = [...attachments.map(({ name }) => name), ...(article === null ? [] : [article.title]), ...buttons];
  return [text.trim(), ...beside.map((each) => `· ${each}`)].filter((line) => line !== "").join("\n");
}
