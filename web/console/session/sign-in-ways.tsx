import { batch, createResource, createSignal, onMount, Show } from "solid-js";
import { signInWaysSchema } from "#protocol/sign-in";
import { nothingSchema, request } from "../../connection/http.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { t } from "../console-intl.ts";
import { FormProblem } from "./form-problem.tsx";
import { useSession } from "./session-context.tsx";
import { refusalText } from "./session-refusal.ts";

/**
 * What is there beside the password: the company's own sign-in, and Cloudflare Access. Draws nothing where there is neither. Behind
 * Access one is signed in at once, unless one has just signed out. `target` is where to go afterwards.
 */
export function SignInWays(props: { target: string }) {
  const session = useSession();
  const [ways] = createResource(async () => {
    const answer = await request({ method: "GET", path: "/api/session/ways", schema: signInWaysSchema });
    return answer.ok ? answer.value : null;
  });
  const [pending, setPending] = createSignal(false);
  const [refused, setRefused] = createSignal<string | null>(null);

  const enterByAccess = async () => {
    if (pending()) return;
    setPending(true);
    setRefused(null);
    const answer = await request({ method: "POST", path: "/api/session/access", body: {}, schema: nothingSchema });
    if (answer.ok) await session.load();
    batch(() => {
      setPending(false);
      if (!answer.ok) setRefused(refusalText(answer.error));
    });
  };

  return (
    <Show when={ways()?.singleSignOn || ways()?.access}>
      <div class="entrance-others">
        <p class="entrance-or">{t("signIn.or")}</p>
        <Show when={ways()?.access}>
          <AtOnce run={() => void (session.hasBeenIn() || enterByAccess())} />
          <Button size="lg" wide pending={pending()} onClick={() => void enterByAccess()}>
            {t("signIn.access")}
          </Button>
          <FormProblem text={refused()} />
        </Show>
        <Show when={ways()?.singleSignOn}>
          {(way) => (
            <ButtonLink
              size="lg"
              wide
              href={`/api/session/single-sign-on?${new URLSearchParams({ to: props.target })}`}
            >
              {t("signIn.with", { label: way().label })}
            </ButtonLink>
          )}
        </Show>
      </div>
    </Show>
  );
}

function AtOnce(props: { run: () => void }) {
  onMount(() => props.run());
  return null;
}
