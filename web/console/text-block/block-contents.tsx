import { variableNames } from "#domain/text-block/variable";
import type { Block } from "#protocol/text-block";
import { blockLimits } from "#protocol/text-block";
import { buttonLimits } from "#protocol/message";
import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import Languages from "lucide-solid/icons/languages";
import Plus from "lucide-solid/icons/plus";
import X from "lucide-solid/icons/x";
import { For, Index, Show, createMemo, createSignal } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { moved } from "../../ui/moved.ts";
import { ToolButton } from "../../ui/tool-button.tsx";
import { intl } from "../console-intl.ts";
import { type DraftMessage, type EditorDraft, emptyMessage, saysNothing } from "./block-draft.ts";
import { BlockFiles } from "./block-files.tsx";
import { MarkedField } from "./marked-field.tsx";
import { t } from "./text-block-intl.ts";

type Contents = EditorDraft["contents"];
type Message = DraftMessage;

/** Those that are offered; a block that came from a file may have any. */
const languages = [
  "en",
  "pt-BR",
  "es",
  "fr",
  "de",
  "it",
  "nl",
  "pl",
  "ru",
  "uk",
  "tr",
  "ar",
  "he",
  "hi",
  "zh",
  "ja",
  "ko",
];

/** What a block says, language by language; a chat block in several messages. */
export function BlockContents(props: {
  kind: Block["kind"];
  contents: Contents;
  problem: string | undefined;
  onChange: (contents: Contents) => void;
}) {
  const [chosen, setChosen] = createSignal("");
  const at = createMemo(() =>
    Math.max(
      0,
      props.contents.findIndex(({ language }) => language === chosen()),
    ),
  );
  const content = () => props.contents[at()];
  const missing = () => languages.filter((tag) => !props.contents.some(({ language }) => language === tag));

  const change = (messages: Message[]) =>
    props.onChange(props.contents.map((other, index) => (index === at() ? { ...other, messages } : other)));
  const changeMessage = (index: number, message: Message) =>
    change((content()?.messages ?? []).map((other, place) => (place === index ? message : other)));
  const add = (language: string) => {
    // The same number of messages, to be translated one by one.
    const messages = (props.contents[0]?.messages ?? []).map(({ buttons, attachments }) => ({
      ...emptyMessage(),
      ...{ buttons: [...buttons], attachments: [...attachments] },
    }));
    props.onChange([...props.contents, { language, messages }]);
    setChosen(language);
  };
  const remove = (language: string) => {
    setChosen("");
    props.onChange(props.contents.filter((other) => other.language !== language));
  };
  const move = (index: number, by: -1 | 1) => change(moved(content()?.messages ?? [], index, index + by));

  return (
    <section class="block-contents" aria-label={t("blocks.words")}>
      <div class="block-languages" role="group" aria-label={t("blocks.language")}>
        <For each={props.contents.map(({ language }) => language)}>
          {(language) => (
            <span class="block-language" data-chosen={content()?.language === language ? "" : undefined}>
              <button type="button" aria-pressed={content()?.language === language} onClick={() => setChosen(language)}>
                {languageName(language)}
              </button>
              <Show when={props.contents.length > 1 && language !== ""}>
                <ToolButton
                  size="xs"
                  label={t("blocks.removeLanguage", { language: languageName(language) })}
                  onClick={() => remove(language)}
                >
                  <X />
                </ToolButton>
              </Show>
            </span>
          )}
        </For>
        <Show when={props.contents.length < blockLimits.languages}>
          <Menu
            trigger={(trigger) => (
              <Button {...trigger} size="sm" variant="ghost" icon={<Languages />}>
                {t("blocks.addLanguage")}
              </Button>
            )}
          >
            <For each={missing()}>{(tag) => <MenuItem onSelect={() => add(tag)}>{languageName(tag)}</MenuItem>}</For>
          </Menu>
        </Show>
      </div>
      <Index each={content()?.messages ?? []}>
        {(message, index) => (
          <div class="block-message">
            <Show when={props.kind === "chat"}>
              <div class="block-message-head">
                <span class="block-message-number">{t("blocks.message", { number: index + 1 })}</span>
                <ToolButton
                  size="xs"
                  label={t("blocks.moveUp", { number: index + 1 })}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  <ArrowUp />
                </ToolButton>
                <ToolButton
                  size="xs"
                  label={t("blocks.moveDown", { number: index + 1 })}
                  disabled={index + 1 === content()?.messages.length}
                  onClick={() => move(index, 1)}
                >
                  <ArrowDown />
                </ToolButton>
                <ToolButton
                  size="xs"
                  label={t("blocks.removeMessage", { number: index + 1 })}
                  disabled={content()?.messages.length === 1}
                  onClick={() => change((content()?.messages ?? []).filter((_, place) => place !== index))}
                >
                  <X />
                </ToolButton>
              </div>
            </Show>
            <MarkedField
              label={props.kind === "chat" ? t("blocks.message", { number: index + 1 }) : t("blocks.words")}
              text={message().text}
              wrong={props.problem !== undefined && saysNothing(message())}
              onText={(text) => changeMessage(index, { ...message(), text })}
              variables={offeredVariables()}
              variablesLabel={t("blocks.variables")}
              previewLabel={t("blocks.preview")}
            />
            <BlockFiles
              message={message()}
              articles={props.kind === "chat"}
              language={content()?.language ?? ""}
              onChange={(more) => changeMessage(index, { ...(content()?.messages[index] ?? message()), ...more })}
            />
            <Show when={props.kind === "chat"}>
              <ButtonFields
                buttons={message().buttons}
                onChange={(buttons) => changeMessage(index, { ...message(), buttons })}
              />
            </Show>
          </div>
        )}
      </Index>
      <Show when={props.problem}>{(what) => <p class="block-contents-wrong">{what()}</p>}</Show>
      <Show when={props.kind === "chat" && (content()?.messages.length ?? 0) < blockLimits.messages}>
        <Button size="sm" icon={<Plus />} onClick={() => change([...(content()?.messages ?? []), emptyMessage()])}>
          {t("blocks.addMessage")}
        </Button>
      </Show>
    </section>
  );
}

/** A language of a block in the agent's own words; "" is the one for all. */
export function languageName(language: string): string {
  if (language === "") return t("blocks.languageAll");
  return new Intl.DisplayNames([intl.shown()], { type: "language" }).of(language) ?? language;
}

/** What each conversation fills in, for the menu. */
function offeredVariables() {
  const fallback = `|${t("blocks.variableFallback")}`;
  return [
    ...variableNames.map((name) => ({
      label: t(`blocks.variable.${name}`),
      detail: `{{${name}}}`,
      words: `{{${name}${name.startsWith("customer.") ? fallback : ""}}}`,
    })),
    { label: t("blocks.variable.attribute"), detail: "{{attribute.plan}}", words: "{{attribute.plan}}" },
  ];
}

function ButtonFields(props: { buttons: readonly string[]; onChange: (buttons: string[]) => void }) {
  return (
    <div class="block-buttons">
      <p class="block-buttons-title">
        {t("blocks.buttons")} <span>{t("blocks.buttonsHelp")}</span>
      </p>
      <div class="block-buttons-row">
        <Index each={props.buttons}>
          {(label, index) => (
            <span class="block-button">
              <input
                aria-label={t("blocks.button", { number: index + 1 })}
                value={label()}
                maxlength={buttonLimits.characters}
                dir="auto"
                onInput={(event) =>
                  props.onChange(props.buttons.map((other, at) => (at === index ? event.currentTarget.value : other)))
                }
              />
              <ToolButton
                size="xs"
                label={t("blocks.removeButton", { label: label() || index + 1 })}
                onClick={() => props.onChange(props.buttons.filter((_, at) => at !== index))}
              >
                <X />
              </ToolButton>
            </span>
          )}
        </Index>
        <Show when={props.buttons.length < buttonLimits.count}>
          <Button size="sm" variant="ghost" icon={<Plus />} onClick={() => props.onChange([...props.buttons, ""])}>
            {t("blocks.addButton")}
          </Button>
        </Show>
      </div>
    </div>
  );
}
