import type { FlowStep } from "#protocol/flow";
import { Match, Switch } from "solid-js";
import { startFileWords } from "../../attachment/file-words.ts";
import { Select } from "../../ui/select.tsx";
import { consolePart } from "../console-screen.ts";
import { FlowText } from "./flow-text.tsx";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t } from "./flow-intl.ts";
import type { ChangeStep } from "./step-panel.tsx";
import { noChoice, TypingField } from "./step-fields.tsx";

/** Comes with the first step that says something. */
const Files = consolePart(async () => {
  const [file] = await Promise.all([import("../attachment/stored-file-field.tsx"), startFileWords()]);
  return file.StoredFileField;
});

type Said = Extract<FlowStep, { kind: "say" }>["said"];

export function SayForm(props: { step: Extract<FlowStep, { kind: "say" }>; change: ChangeStep<"say"> }) {
  const editor = useFlowEditor();
  const said = () => props.step.said;
  const articleValue = ({ id, language }: { id: string; language: string }) => `${id} ${language}`;
  const choose = (kind: Said["kind"]) => {
    if (kind === "text") props.change({ said: { kind, text: "" } });
    else if (kind === "article") props.change({ said: { kind, text: "", article: null } });
    else props.change({ said: { kind, block: null } });
  };
  return (
    <>
      <Select
        label={t("flows.say.what")}
        options={(["text", "article", "block"] as const).map((value) => ({
          value,
          label: t(`flows.say.${value}`),
          detail: t(`flows.say.${value}.help`),
        }))}
        value={said().kind}
        onChange={choose}
      />
      <Switch>
        <Match when={narrow(said(), "text")}>
          {(text) => (
            <div class="step-say">
              <FlowText
                label={t("flows.say.words")}
                placeholder={t("flows.say.placeholder")}
                minRows={4}
                text={text().text}
                onText={(words) => props.change({ said: { ...text(), text: words } }, "words")}
              />
              <Files
                files={text().files ?? []}
                add={t("flows.say.addFile")}
                limit={(size) => t("blocks.fileLimit", { size })}
                onChange={(files) => {
                  const { files: before = [], ...said } = text();
                  if (files.length === before.length) return;
                  props.change({ said: files.length === 0 ? said : { ...said, files } });
                }}
              />
            </div>
          )}
        </Match>
        <Match when={narrow(said(), "article")}>
          {(card) => (
            <>
              <Select
                label={t("flows.say.article")}
                options={[
                  { value: noChoice, label: t("flows.choose"), disabled: true },
                  ...editor.names.articles().map((article) => ({
                    value: articleValue(article),
                    label: article.name,
                    detail: article.language,
                  })),
                ]}
                value={articleOf(card().article)}
                onChange={(value) => {
                  const article = editor.names.articles().find((each) => articleValue(each) === value);
                  if (article)
                    props.change({ said: { ...card(), article: { id: article.id, language: article.language } } });
                }}
              />
              <FlowText
                label={t("flows.say.before")}
                minRows={2}
                text={card().text}
                onText={(text) => props.change({ said: { ...card(), text } }, "words")}
              />
            </>
          )}
        </Match>
        <Match when={narrow(said(), "block")}>
          {(chosen) => (
            <Select
              label={t("flows.say.block")}
              options={[
                { value: noChoice, label: t("flows.choose"), disabled: true },
                ...editor.names.blocks().map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={chosen().block ?? noChoice}
              onChange={(block) => props.change({ said: { kind: "block", block } })}
            />
          )}
        </Match>
      </Switch>
      <TypingField seconds={props.step.typingSeconds} onChange={(typingSeconds) => props.change({ typingSeconds })} />
    </>
  );

  function articleOf(article: Extract<Said, { kind: "article" }>["article"]): string {
    return article === null ? noChoice : articleValue(article);
  }
}

function narrow<Kind extends Said["kind"]>(said: Said, kind: Kind): Extract<Said, { kind: Kind }> | false {
  return isSaid(said, kind) ? said : false;
}

function isSaid<Kind extends Said["kind"]>(said: Said, kind: Kind): said is Extract<Said, { kind: Kind }> {
  return said.kind === kind;
}
