import UserRound from "lucide-solid/icons/user-round";
import { createMemo, createSignal, Match, onCleanup, Show, Switch } from "solid-js";
import { FlowControl } from "./flow-control.tsx";
import { t } from "./flow-intl.ts";
import { openQuestion } from "./flow-question.ts";
import { shownEntries, useFrame } from "./frame-state.ts";
import "./flow-place.css";

/** Between the conversation and the composer while a flow talks: the control for its question, and the way to a person. */
export function FlowPlace() {
  const frame = useFrame();
  const { store } = frame;
  const question = createMemo(() => openQuestion(shownEntries(frame), store.pending().length > 0));
  const [person, setPerson] = createSignal<"none" | "asked" | "nobody" | "offline">("none");
  let asked = "";
  onCleanup(
    store.onMessage((message) => {
      if (message.kind === "refused" && message.id === asked)
        setPerson(message.code === "nobody_available" ? "nobody" : "offline");
    }),
  );
  const askForPerson = () => {
    asked = crypto.randomUUID();
    setPerson(store.say({ kind: "flow", id: asked, do: "person" }) ? "asked" : "offline");
  };
  const answer = (text: string, how: { button?: number; value?: string } = {}) => {
    const open = question();
    if (open !== null) store.answer({ target: open.seq, ...how }, text);
  };
  return (
    <section class="flow-place" aria-label={t("flow.region")}>
      <Show when={question()} keyed>
        {(open) => (
          <>
            <FlowControl answer={open.answer} onAnswer={answer} />
            <Show when={open.left}>{(count) => <p class="flow-hint">{t("flow.left", { count: count() })}</p>}</Show>
          </>
        )}
      </Show>
      <Show when={store.state()?.flow?.person}>
        <div class="flow-person">
          <Show when={person() !== "asked"} fallback={<span role="status">{t("flow.personAsked")}</span>}>
            <button type="button" class="flow-person-button" onClick={askForPerson}>
              <UserRound />
              {t("flow.person")}
            </button>
          </Show>
          <span class="flow-person-why" role="status">
            <Switch>
              <Match when={person() === "nobody"}>{t("flow.nobody")}</Match>
              <Match when={person() === "offline"}>{t("flow.offline")}</Match>
            </Switch>
          </span>
        </div>
      </Show>
    </section>
  );
}
