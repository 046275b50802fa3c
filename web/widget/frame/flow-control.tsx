import Star from "lucide-solid/icons/star";
import { createSignal, createUniqueId, For, Match, Show, Switch } from "solid-js";
import type { FlowAnswer } from "#protocol/flow";
import { boundOf } from "#domain/flow/flow-answer";
import { Button } from "../../ui/button.tsx";
import { lazyPart } from "../../ui/part.tsx";
import { t } from "./flow-intl.ts";
import { intl } from "./frame-intl.ts";

type Answered = (text: string, how?: { button?: number; value?: string }) => void;
type Of<Kind extends FlowAnswer["kind"]> = Extract<FlowAnswer, { kind: Kind }>;

const FlowFile = lazyPart(() => import("./flow-file.tsx").then((file) => file.loadFlowFile()));

/** The control for one kind of question. Buttons stand under their message, and words are written in the composer. */
export function FlowControl(props: { answer: FlowAnswer; onAnswer: Answered }) {
  const as = <Kind extends FlowAnswer["kind"]>(kind: Kind): Of<Kind> | null =>
    isOf(props.answer, kind) ? props.answer : null;
  return (
    <Switch>
      <Match when={as("list")}>{(list) => <OptionList list={list()} onAnswer={props.onAnswer} />}</Match>
      <Match when={as("rating")}>{(rating) => <Rating rating={rating()} onAnswer={props.onAnswer} />}</Match>
      <Match when={as("date")}>{(date) => <Day date={date()} onAnswer={props.onAnswer} />}</Match>
      <Match when={as("email")}>
        <Line type="email" label={t("flow.email")} onAnswer={props.onAnswer} />
      </Match>
      <Match when={as("phone")}>
        <Line type="tel" label={t("flow.phone")} onAnswer={props.onAnswer} />
      </Match>
      <Match when={as("number")}>
        <Line type="decimal" label={t("flow.number")} onAnswer={props.onAnswer} />
      </Match>
      <Match when={as("file")}>{(file) => <FlowFile answer={file()} />}</Match>
    </Switch>
  );
}

function isOf<Kind extends FlowAnswer["kind"]>(answer: FlowAnswer, kind: Kind): answer is Of<Kind> {
  return answer.kind === kind;
}

function OptionList(props: { list: Of<"list">; onAnswer: Answered }) {
  return (
    <div class="flow-list ui-scroll" role="group" aria-label={t("flow.choose")}>
      <For each={props.list.options}>
        {({ text }, index) => (
          <button
            type="button"
            class="flow-option"
            dir="auto"
            onClick={() => props.onAnswer(text, { button: index() })}
          >
            {text}
          </button>
        )}
      </For>
    </div>
  );
}

const smileys = ["😞", "🙁", "😐", "🙂", "😀"];

function Rating(props: { rating: Of<"rating">; onAnswer: Answered }) {
  const [over, setOver] = createSignal(0);
  const all = () => Array.from({ length: props.rating.most }, (_, index) => index + 1);
  const smileyOf = (stars: number) => smileys[Math.round(((stars - 1) / (props.rating.most - 1)) * 4)] ?? "";
  return (
    <div
      class="flow-rating"
      data-look={props.rating.look}
      role="group"
      aria-label={t("flow.rate")}
      onPointerLeave={() => setOver(0)}
    >
      <For each={all()}>
        {(stars) => (
          <button
            type="button"
            class="flow-rate"
            data-over={stars <= over() ? "" : undefined}
            aria-label={t("flow.rating", { stars, most: props.rating.most })}
            onPointerEnter={() => setOver(stars)}
            onFocus={() => setOver(stars)}
            onBlur={() => setOver(0)}
            onClick={() => props.onAnswer(`${stars}/${props.rating.most}`, { value: String(stars) })}
          >
            <Switch fallback={<span aria-hidden="true">{stars}</span>}>
              <Match when={props.rating.look === "stars"}>
                <Star />
              </Match>
              <Match when={props.rating.look === "smileys"}>
                <span aria-hidden="true">{smileyOf(stars)}</span>
              </Match>
            </Switch>
          </button>
        )}
      </For>
    </div>
  );
}

function Day(props: { date: Of<"date">; onAnswer: Answered }) {
  const id = createUniqueId();
  const [day, setDay] = createSignal("");
  const bound = (which: string | null) => boundOf(which, Date.now()) ?? undefined;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (day() === "") return;
    const words = intl.date(Date.parse(`${day()}T12:00:00`), { day: "numeric", month: "long", year: "numeric" });
    props.onAnswer(words, { value: day() });
  };
  return (
    <form class="flow-line" onSubmit={send}>
      <label class="ui-hidden" for={id}>
        {t("flow.date")}
      </label>
      <input
        id={id}
        type="date"
        min={bound(props.date.earliest)}
        max={bound(props.date.latest)}
        required
        onInput={(event) => setDay(event.currentTarget.value)}
      />
      <Button type="submit" variant="primary">
        {t("flow.send")}
      </Button>
    </form>
  );
}

/** One line with the keyboard that phones have for it. What does not fit the flow says itself. */
function Line(props: { type: "email" | "tel" | "decimal"; label: string; onAnswer: Answered }) {
  const id = createUniqueId();
  const [text, setText] = createSignal("");
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (text().trim() !== "") props.onAnswer(text().trim());
  };
  return (
    <form class="flow-line" noValidate onSubmit={send}>
      <label class="ui-hidden" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        type={props.type === "decimal" ? "text" : props.type}
        inputmode={props.type}
        autocomplete={props.type === "decimal" ? "off" : props.type}
        placeholder={props.label}
        maxlength={254}
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <Show when={text().trim() !== ""}>
        <Button type="submit" variant="primary">
          {t("flow.send")}
        </Button>
      </Show>
    </form>
  );
}
