import ListOrdered from "lucide-solid/icons/list-ordered";
import Mail from "lucide-solid/icons/mail";
import Moon from "lucide-solid/icons/moon";
import { createEffect, createMemo, createSignal, createUniqueId, on, onCleanup, Show } from "solid-js";
import { parseAs } from "#protocol/codec";
import { paths } from "#protocol/paths";
import { type Reception, receptionSchema } from "#protocol/reception";
import { emailSchema } from "#protocol/text";
import { request } from "../../connection/http.ts";
import { intlPart } from "../../intl/intl-part.ts";
import { Button } from "../../ui/button.tsx";
import { intl } from "./frame-intl.ts";
import { useFrame } from "./frame-state.ts";
import { noticeOf, whenText } from "./reception-notice.ts";
import "./reception.css";

const { t, load } = intlPart(intl, {
  en: () => import("../../intl/reception.en.ts"),
  "pt-BR": () => import("../../intl/reception.pt-br.ts"),
});
export const loadReceptionTexts = load;

/** How long an answer counts while the panel is open. */
const freshMs = 3 * 60_000;
const tickMs = 30_000;

/** Above the composer while nobody answers: when somebody will be there, the place in the line, an e-mail to be reached at. */
export function ReceptionNotice() {
  const { config, store, page } = useFrame();
  const [reception, setReception] = createSignal<Reception | null>(null);
  const [now, setNow] = createSignal(Date.now());
  let askedAt = 0;

  const ask = async () => {
    askedAt = Date.now();
    const conversation = store.state()?.id;
    const query = { site: config.key, conversation };
    const answer = await request({ method: "GET", path: paths.widgetReception, query, schema: receptionSchema });
    // Without an answer nothing is said: a customer must not be sent away because a network failed.
    if (answer.ok) setReception(answer.value);
  };
  const isOld = () => {
    const next = reception()?.next ?? null;
    return Date.now() - askedAt >= freshMs || (next !== null && next <= Date.now());
  };
  createEffect(
    on(
      () => [page()?.open === true, store.state()?.id] as const,
      ([open]) => open && void ask(),
    ),
  );
  const timer = setInterval(() => {
    setNow(Date.now());
    if (page()?.open === true && document.visibilityState === "visible" && isOld()) void ask();
  }, tickMs);
  onCleanup(() => clearInterval(timer));

  const notice = createMemo(() =>
    noticeOf({
      ...{ reception: reception(), line: store.line() },
      answered: (store.state()?.speaker ?? null) !== null,
      done: store.state()?.done ?? false,
    }),
  );
  const away = () => {
    const shown = notice();
    return shown?.kind === "away" ? shown : null;
  };
  const place = () => {
    const shown = notice();
    return shown?.kind === "line" ? shown.place : null;
  };
  const back = (next: number | null) => {
    if (next === null) return t("reception.soon");
    const when = whenText(next, now(), intl.locale());
    return when.kind === "onDay" ? t("reception.onDay", when) : t(`reception.${when.kind}`, { time: when.time });
  };

  return (
    <Show when={notice()}>
      <section class="reception" data-kind={notice()?.kind}>
        <Show
          when={away()}
          fallback={
            <>
              <ListOrdered />
              <div role="status">
                <p class="reception-title">
                  {place() === 1 ? t("reception.next") : t("reception.place", { place: place() ?? 1 })}
                </p>
                <p>{t("reception.placeText")}</p>
              </div>
            </>
          }
        >
          {(shown) => (
            <>
              <Moon />
              <div>
                <div role="status">
                  <p class="reception-title">{t("reception.away")}</p>
                  <p>
                    <strong>{back(shown().next)}</strong> {t("reception.write")}
                  </p>
                </div>
                <EmailForm />
              </div>
            </>
          )}
        </Show>
      </section>
    </Show>
  );
}

/** Where the customer can be reached. Whom the company has signed for is known already. */
function EmailForm() {
  const { store } = useFrame();
  const [typed, setTyped] = createSignal("");
  const [changing, setChanging] = createSignal(false);
  const [sending, setSending] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const field = createUniqueId();
  const known = () => store.customer()?.email ?? null;

  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (sending()) return;
    const email = parseAs(emailSchema, JSON.stringify(typed()));
    if (!email.ok) {
      setProblem(t("reception.emailWrong"));
      return;
    }
    setSending(true);
    const name = store.customer()?.name ?? null;
    const answer = await store.identify({ kind: "unverified", name, email: email.value });
    setSending(false);
    setProblem(answer.ok ? undefined : t("reception.emailFailed"));
    if (answer.ok) setChanging(false);
  };

  return (
    <Show when={store.customer() !== null}>
      <Show
        when={known() === null || changing()}
        fallback={
          <p class="reception-known">
            <Mail />
            <span>{t("reception.emailKept", { email: known() ?? "" })}</span>
            <Show when={store.customer()?.verified === false}>
              <Button
                size="sm"
                variant="ghost"
                onClick={() => {
                  setTyped(known() ?? "");
                  setChanging(true);
                }}
              >
                {t("reception.emailChange")}
              </Button>
            </Show>
          </p>
        }
      >
        <Show when={store.customer()?.verified === false}>
          <form class="reception-email" noValidate onSubmit={(event) => void save(event)}>
            <label for={field}>{t("reception.emailText")}</label>
            <div class="reception-email-row">
              <input
                id={field}
                type="email"
                autocomplete="email"
                inputmode="email"
                placeholder={t("reception.email")}
                aria-invalid={problem() !== undefined}
                aria-describedby={`${field}-problem`}
                value={typed()}
                onInput={(event) => {
                  setTyped(event.currentTarget.value);
                  setProblem(undefined);
                }}
              />
              <Button type="submit" pending={sending()}>
                {t("reception.emailSend")}
              </Button>
            </div>
            <p id={`${field}-problem`} class="reception-problem" role="alert">
              {problem()}
            </p>
          </form>
        </Show>
      </Show>
    </Show>
  );
}
