import { A } from "@solidjs/router";
import { batch, createSignal, For, onMount, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { setupResponseSchema } from "#protocol/setup";
import { nothingSchema, request } from "../../connection/http.ts";
import { Button } from "../../ui/button.tsx";
import { createPageTitle } from "../console-title.ts";
import { t } from "../console-intl.ts";
import { Entrance } from "../session/entrance.tsx";
import { FormProblem } from "../session/form-problem.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { SetupFinished } from "./setup-finished.tsx";
import { SetupFieldView } from "./setup-field.tsx";
import { originFrom } from "../settings/site-origin.ts";
import {
  isAnswered,
  setupSteps,
  stepOfRefusal,
  stepOfToken,
  tokenFromFragment,
  type SetupAnswers,
  type SetupField,
} from "./setup-steps.ts";
import "./setup-screen.css";

/** The first start of a deployment: makes the workspace, its owner, a team and a site, and ends with the script tag. */
export function SetupScreen() {
  createPageTitle(() => t("setup.page"));
  const [answers, setAnswers] = createStore<SetupAnswers>({
    token: tokenFromFragment(location.hash),
    workspace: "",
    name: "",
    email: "",
    password: "",
    team: t("setup.teamDefault"),
    site: "",
    origin: "",
  });
  // The token must not stay in the history of a browser that others use.
  if (location.hash !== "") history.replaceState(history.state, "", location.pathname);

  const [step, setStep] = createSignal(0);
  const [tried, setTried] = createSignal(false);
  const [pending, setPending] = createSignal(false);
  const [refused, setRefused] = createSignal<string | null>(null);
  const [siteKey, setSiteKey] = createSignal<string | null>(null);
  let form: HTMLFormElement | undefined;
  const last = () => step() === setupSteps.length - 1;
  const fields = () => setupSteps[step()]?.fields ?? [];
  const firstUnanswered = () => fields().find((field) => !isAnswered(field, answers));
  const goToField = (field: SetupField) =>
    form?.querySelector<HTMLInputElement>(`[data-field="${field}"] input`)?.focus();
  onMount(() => goToField(firstUnanswered() ?? "workspace"));

  const goTo = (next: number) => {
    batch(() => {
      setStep(next);
      setTried(false);
    });
    form?.querySelector("input")?.focus();
  };

  /** The token belongs to what is typed first: whoever has a wrong one is not asked for all the rest. */
  const checkToken = async () => {
    setPending(true);
    const answer = await request({
      method: "POST",
      path: "/api/setup/token",
      body: { token: answers.token.trim() },
      schema: nothingSchema,
    });
    batch(() => {
      setPending(false);
      if (!answer.ok) setRefused(refusalText(answer.error));
    });
    if (!answer.ok) goToField("token");
    return answer.ok;
  };

  const create = async () => {
    setPending(true);
    const { token, workspace, name, email, password, team, site, origin } = answers;
    const answer = await request({
      method: "POST",
      path: "/api/setup",
      body: { token: token.trim(), workspace, name, email, password, team, site, allowedOrigin: originFrom(origin) },
      schema: setupResponseSchema,
    });
    batch(() => {
      setPending(false);
      if (answer.ok) {
        setAnswers({ token: "", password: "" });
        setSiteKey(answer.value.siteKey);
      } else {
        setRefused(refusalText(answer.error));
      }
    });
    // Not within the batch: its fields must be there to be gone to.
    if (!answer.ok && stepOfRefusal(answer.error) !== step()) goTo(stepOfRefusal(answer.error));
  };

  const advance = async (event: SubmitEvent) => {
    event.preventDefault();
    if (pending()) return;
    setTried(true);
    setRefused(null);
    const wrong = firstUnanswered();
    if (wrong !== undefined) goToField(wrong);
    else if (last()) await create();
    else if (step() !== stepOfToken || (await checkToken())) goTo(step() + 1);
  };

  return (
    <Entrance>
      <Show
        when={siteKey()}
        fallback={
          <>
            <h1 class="entrance-title">{t("setup.title")}</h1>
            <p class="entrance-text">{t("setup.text")}</p>
            <ol class="setup-steps" aria-label={t("setup.progress", { step: step() + 1, steps: setupSteps.length })}>
              <For each={setupSteps}>
                {(each, index) => (
                  <li
                    class="setup-step"
                    data-done={index() < step() ? "" : undefined}
                    aria-current={index() === step() ? "step" : undefined}
                  >
                    {t(`setup.${each.name}`)}
                  </li>
                )}
              </For>
            </ol>
            <form class="entrance-form" ref={form} noValidate onSubmit={(event) => void advance(event)}>
              <For each={fields()}>
                {(field) => (
                  <div data-field={field}>
                    <SetupFieldView
                      field={field}
                      value={answers[field]}
                      onChange={(value) => setAnswers(field, value)}
                      wrong={tried() && !isAnswered(field, answers)}
                    />
                  </div>
                )}
              </For>
              <FormProblem text={refused()} />
              <div class="setup-buttons">
                <Show when={step() > 0}>
                  <Button size="lg" onClick={() => goTo(step() - 1)}>
                    {t("setup.previous")}
                  </Button>
                </Show>
                <Button type="submit" variant="primary" size="lg" wide pending={pending()}>
                  {t(last() ? "setup.submit" : "setup.next")}
                </Button>
              </div>
            </form>
            <p class="entrance-ways">
              <A href="/sign-in">{t("setup.done")}</A>
            </p>
          </>
        }
      >
        {(key) => <SetupFinished workspace={answers.workspace} site={answers.site} siteKey={key()} />}
      </Show>
    </Entrance>
  );
}
