import type { FlowFacts } from "#domain/flow/flow-facts";
import { fillFlowText } from "#domain/flow/flow-text";
import { contentFor } from "#domain/text-block/block-content";
import { fileKinds } from "#protocol/attachment";
import type { FlowAnswer } from "#protocol/flow";
import Play from "lucide-solid/icons/play";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import SendHorizontal from "lucide-solid/icons/send-horizontal";
import { createEffect, createMemo, createSignal, For, Match, on, onCleanup, onMount, Show, Switch } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { useConsole } from "../console-context.tsx";
import { intl } from "../console-intl.ts";
import { useFlowEditor } from "./flow-editor-context.tsx";
import { t } from "./flow-intl.ts";
import { createRehearsal } from "./flow-rehearsal.ts";
import { flowRequests } from "./flow-requests.ts";
import { CallAnswer, SpecialAnswer } from "./flow-try-answers.tsx";
import { TryLine } from "./flow-try-line.tsx";
import { durationText } from "./flow-words.ts";
import "./flow-try-out.css";

/** The flow played through beside its drawing, by the engine that customers meet. */
export function FlowTryOut() {
  const editor = useFlowEditor();
  const { me } = useConsole();
  const [hours, setHours] = createSignal<"open" | "closed">("open");
  const [availability, setAvailability] = createSignal<"available" | "nobody">("available");
  const [typed, setTyped] = createSignal("");
  let end: HTMLDivElement | undefined;

  const facts = (): FlowFacts => ({
    customer: { id: "rehearsal", name: null, email: null, verified: false },
    agent: { id: me().agent.id, name: me().agent.name },
    team: { id: me().teams[0]?.id ?? "", name: me().teams[0]?.name ?? "" },
    site: { id: "", name: me().workspace.name },
    ...{ topic: null, tags: [], page: null, attributes: {}, collected: [] },
    language: intl.shown(),
    hours: hours(),
    availability: availability(),
    files: fileKinds,
  });
  const named = (choices: readonly { id: string; name: string }[], id: string | null) =>
    choices.find((each) => each.id === id) ?? null;
  const rehearsal = createRehearsal({
    flow: () => ({
      id: editor.draft.flow()?.id ?? "",
      name: editor.draft.content().name,
      definition: editor.definition(),
    }),
    facts,
    content: ({ said }, known) => {
      const filled = (text: string) => fillFlowText(text, known);
      if (said.kind === "text") return [{ text: filled(said.text), attachments: said.files }];
      if (said.kind === "article") {
        const article = editor.names.articles().find((each) => each.id === said.article?.id);
        if (article === undefined) return null;
        const { id, language, name: title } = article;
        return [{ text: filled(said.text), article: { id, language, title, excerpt: "", slug: "" } }];
      }
      const block = said.block === null ? null : editor.names.block(said.block);
      const content = block && contentFor(block.contents, [intl.shown()]);
      return content
        ? content.messages.map(({ text, buttons, attachments }) => ({ text: filled(text), buttons, attachments }))
        : null;
    },
    other: async (id) => {
      const answer = await flowRequests.flow(id);
      if (!answer.ok || answer.value.published === null) return null;
      const version = await flowRequests.version(id, answer.value.published);
      if (!version.ok) return null;
      return { id, name: answer.value.name, version: version.value.number, definition: version.value.definition };
    },
    place: ({ to }) => {
      const own = facts().team;
      if (to.kind === "here") return { agent: null, team: own };
      if (to.kind === "team") {
        const team = named(editor.names.teams(), to.id);
        return team && { agent: null, team };
      }
      const agent = named(editor.names.agents(), to.id);
      return agent && { agent: { id: agent.id, name: agent.name }, team: own };
    },
    setWords: ({ topic, priority, tags }) =>
      [
        ...(topic === undefined ? [] : [`${t("flows.set.topic")}: ${topic}`]),
        ...(priority === undefined ? [] : [`${t("flows.set.priority")}: ${priority}`]),
        ...(tags === undefined ? [] : [`${t("flows.try.tags")}: ${tags.join(", ") || t("flows.try.none")}`]),
      ].join(" · "),
    now: () => Date.now(),
    later: (task, ms) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  });

  createEffect(() => {
    if (!rehearsal.begun()) return;
    const step = rehearsal.isElsewhere() ? null : (rehearsal.run()?.step ?? null);
    editor.setTrying({ step, passed: rehearsal.passed() });
  });
  // The canvas follows where it stands.
  createEffect(
    on(
      () => editor.trying()?.step,
      (step) => step && editor.look() === "canvas" && editor.show(step),
      { defer: true },
    ),
  );
  createEffect(on(rehearsal.lines, () => end?.scrollIntoView({ block: "nearest" }), { defer: true }));
  onMount(() => editor.definition().start !== null && rehearsal.begin());
  onCleanup(() => {
    rehearsal.stop();
    editor.setTrying(null);
  });

  const waits = createMemo(() => rehearsal.run()?.waits ?? null);
  const asked = createMemo<FlowAnswer | null>(() => {
    const step = rehearsal.step();
    return waits()?.kind === "answer" && step?.kind === "ask" ? step.answer : null;
  });
  const send = () => {
    const text = typed().trim();
    if (text === "" || rehearsal.run() === null) return;
    setTyped("");
    rehearsal.says(text);
  };

  return (
    <div class="flow-try">
      <div class="flow-try-head">
        <Select
          label={t("flows.about.hours")}
          hideLabel
          size="sm"
          options={(["open", "closed"] as const).map((value) => ({ value, label: t(`flows.fact.${value}`) }))}
          value={hours()}
          onChange={setHours}
        />
        <Select
          label={t("flows.about.availability")}
          hideLabel
          size="sm"
          options={(["available", "nobody"] as const).map((value) => ({ value, label: t(`flows.fact.${value}`) }))}
          value={availability()}
          onChange={setAvailability}
        />
        <ToolButton size="sm" label={t("flows.try.again")} onClick={rehearsal.begin}>
          <RotateCcw />
        </ToolButton>
      </div>
      <div class="flow-try-lines ui-scroll" role="log" aria-label={t("flows.try.conversation")} tabIndex={0}>
        <Show
          when={rehearsal.begun()}
          fallback={
            <div class="flow-try-empty">
              <p>{t("flows.try.empty")}</p>
              <Button icon={<Play />} disabled={editor.definition().start === null} onClick={rehearsal.begin}>
                {t("flows.try.begin")}
              </Button>
            </div>
          }
        >
          <For each={rehearsal.lines()}>
            {(line, at) => (
              <TryLine
                line={line}
                isLast={at() === rehearsal.lines().length - 1 && asked() !== null}
                onButton={(text, option) => rehearsal.says(text, option)}
              />
            )}
          </For>
          <Show when={isTyping()}>
            <div class="flow-try-typing" role="status" aria-label={t("flows.try.typing")}>
              <span />
              <span />
              <span />
            </div>
          </Show>
        </Show>
        <div ref={end} />
      </div>
      <Show when={rehearsal.facts().collected.length > 0}>
        <details class="flow-try-variables" open>
          <summary>{t("flows.try.variables")}</summary>
          <dl>
            <For each={rehearsal.facts().collected}>
              {(collected) => (
                <div>
                  <dt>
                    <code>{collected.key}</code>
                  </dt>
                  <dd dir="auto">{collected.shown}</dd>
                </div>
              )}
            </For>
          </dl>
        </details>
      </Show>
      <div class="flow-try-foot">
        <Switch>
          <Match when={rehearsal.begun() && rehearsal.run() === null}>
            <Button wide icon={<RotateCcw />} onClick={rehearsal.begin}>
              {t("flows.try.again")}
            </Button>
          </Match>
          <Match when={pause()}>
            {(seconds) => (
              <Button wide onClick={rehearsal.skip}>
                {t("flows.try.skip", { time: durationText(seconds()) })}
              </Button>
            )}
          </Match>
          <Match when={rehearsal.request()}>
            {(request) => (
              <CallAnswer
                request={`${request().method} ${request().url}`}
                onAnswer={rehearsal.answerCall}
                onFail={rehearsal.failCall}
              />
            )}
          </Match>
          <Match when={rehearsal.run() !== null}>
            <Show when={special()}>
              {(answer) => <SpecialAnswer answer={answer()} onSay={rehearsal.says} onFile={rehearsal.sendsFile} />}
            </Show>
            <form
              class="flow-try-write"
              onSubmit={(event) => {
                event.preventDefault();
                send();
              }}
            >
              <TextField
                label={t("flows.try.answer")}
                hideLabel
                placeholder={t("flows.try.answer")}
                value={typed()}
                onChange={setTyped}
              />
              <IconButton variant="solid" label={t("flows.try.send")} type="submit">
                <SendHorizontal class="ui-mirror" />
              </IconButton>
            </form>
          </Match>
        </Switch>
      </div>
    </div>
  );

  function isTyping(): boolean {
    const now = waits();
    return now?.kind === "time" && now.typing;
  }
  function pause(): number | false {
    const now = waits();
    const step = rehearsal.step();
    return now?.kind === "time" && !now.typing && step?.kind === "wait" ? step.seconds : false;
  }
  function special(): FlowAnswer | false {
    const answer = asked();
    return answer !== null && ["list", "date", "rating", "file"].includes(answer.kind) ? answer : false;
  }
}
