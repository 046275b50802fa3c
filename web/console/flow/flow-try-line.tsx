import Flag from "lucide-solid/icons/flag";
import StickyNote from "lucide-solid/icons/sticky-note";
import { For, Match, Show, Switch } from "solid-js";
import { FormattedText } from "../../ui/formatted-text.tsx";
import { storedPicture } from "../attachment/stored-files.ts";
import { t } from "./flow-intl.ts";
import type { RehearsedFact, RehearsedLine } from "./flow-rehearsal.ts";

/** One line of the try-out. Buttons can be pressed while theirs is the last question. */
export function TryLine(props: {
  line: RehearsedLine;
  isLast: boolean;
  onButton: (text: string, option: number) => void;
}) {
  const flow = () => (props.line.who === "flow" ? props.line : false);
  const customer = () => (props.line.who === "customer" ? props.line : false);
  const note = () => (props.line.who === "note" ? props.line : false);
  const fact = () => (props.line.who === "fact" ? props.line.fact : false);
  return (
    <Switch>
      <Match when={flow()}>
        {(line) => (
          <div class="flow-try-said">
            <Show when={line().text}>
              <div class="flow-try-bubble">
                <FormattedText text={line().text} />
              </div>
            </Show>
            <For each={line().files}>
              {(file) => (
                <Show
                  when={storedPicture(file)}
                  fallback={
                    <div class="flow-try-card" dir="auto">
                      {file.name}
                    </div>
                  }
                >
                  {(picture) => <img class="flow-try-picture" src={picture()} alt={file.name} />}
                </Show>
              )}
            </For>
            <Show when={line().article}>
              {(title) => (
                <div class="flow-try-card" dir="auto">
                  {title()}
                </div>
              )}
            </Show>
            <Show when={props.isLast && line().buttons.length > 0}>
              <div class="flow-try-buttons">
                <For each={line().buttons}>
                  {(button, at) => (
                    <button type="button" dir="auto" onClick={() => props.onButton(button, at())}>
                      {button}
                    </button>
                  )}
                </For>
              </div>
            </Show>
          </div>
        )}
      </Match>
      <Match when={customer()}>
        {(line) => (
          <div class="flow-try-bubble" data-own dir="auto">
            {line().text}
          </div>
        )}
      </Match>
      <Match when={note()}>
        {(line) => (
          <div class="flow-try-note" dir="auto">
            <StickyNote />
            <FormattedText text={line().text} />
          </div>
        )}
      </Match>
      <Match when={fact()}>
        {(known) => (
          <p class="flow-try-fact">
            <Show when={known().kind === "ended"}>
              <Flag />
            </Show>
            {factText(known())}
          </p>
        )}
      </Match>
    </Switch>
  );
}

function factText(fact: RehearsedFact): string {
  switch (fact.kind) {
    case "set":
      return fact.what;
    case "fault":
      return t(`flows.fault.${fact.fault}`);
    case "jumped":
      return t("flows.try.jumped", { name: fact.name });
    case "ended":
      return fact.to !== null && fact.outcome === "handed_over"
        ? t("flows.try.handedTo", { name: fact.to })
        : t(`flows.ended.${fact.outcome}`);
    default:
      return fact satisfies never;
  }
}
