import { Navigate, useNavigate, useSearchParams } from "@solidjs/router";
import { createSignal, Match, onMount, Show, Switch } from "solid-js";
import { isErrorCode, refusal } from "#protocol/error";
import { setupStateSchema } from "#protocol/setup";
import { request } from "../../connection/http.ts";
import { createPageTitle } from "../console-title.ts";
import { t } from "../console-intl.ts";
import { LoadingScreen } from "../console-plain-screen.tsx";
import { Entrance } from "./entrance.tsx";
import { SecondFactorForm } from "./second-factor-form.tsx";
import { useSession } from "./session-context.tsx";
import { targetAfterSignIn } from "./session-target.ts";
import { refusalText } from "./session-refusal.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { SignInWays } from "./sign-in-ways.tsx";

/** E-mail and password, then the second factor where there is one; then on to the address that was asked for. */
export function SignInScreen() {
  const session = useSession();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [step, setStep] = createSignal<"password" | "secondFactor">("password");
  const [expired, setExpired] = createSignal(false);
  createPageTitle(() => t("signIn.page"));

  const target = () => {
    const to = search["to"];
    return targetAfterSignIn(typeof to === "string" ? to : undefined, location.origin);
  };

  /** Why the company's own sign-in sent somebody back. */
  const problem = () => {
    const code = search["problem"];
    return typeof code === "string" && isErrorCode(code) ? refusalText(refusal(code)) : null;
  };

  onMount(async () => {
    // A new deployment has nobody who could sign in.
    const setup = await request({ method: "GET", path: "/api/setup", schema: setupStateSchema });
    if (setup.ok && setup.value.needed) navigate("/setup", { replace: true });
  });

  return (
    <Switch fallback={<LoadingScreen />}>
      <Match when={session.status() === "in"}>
        <Navigate href={target()} />
      </Match>
      <Match when={session.status() === "out" || session.trouble()}>
        <Entrance>
          <Show
            when={step() === "password"}
            fallback={
              <SecondFactorForm
                onBack={(over) => {
                  setExpired(over);
                  setStep("password");
                }}
              />
            }
          >
            <SignInForm
              problem={expired() ? t("secondFactor.expired") : problem()}
              onSecondFactor={() => setStep("secondFactor")}
              others={<SignInWays target={target()} />}
            />
          </Show>
        </Entrance>
      </Match>
    </Switch>
  );
}
