import { Navigate, Route, Router, type RouteSectionProps } from "@solidjs/router";
import { ErrorBoundary, Suspense, type JSX } from "solid-js";
import type { SessionStore } from "../store/session-store.ts";
import { ToastRegion } from "../ui/toast.tsx";
import { UiProvider } from "../ui/ui-context.tsx";
import { loadArticleTexts } from "./article/article-intl.ts";
import { intl, t } from "./console-intl.ts";
import { BrokenScreen, LoadingScreen, MissingScreen } from "./console-plain-screen.tsx";
import { lazyScreen } from "./console-screen.ts";
import { loadFlowTexts } from "./flow/flow-intl.ts";
import { listAddress, liveChatRoute } from "./inbox/live-chat-address.ts";
import { SessionProvider } from "./session/session-context.tsx";
import { SignedIn } from "./session/session-gate.tsx";
import { loadTeamsTexts } from "./team/teams-intl.ts";
import { loadSettingsTexts } from "./settings/settings-intl.ts";
import { loadTextBlockTexts } from "./text-block/text-block-intl.ts";
import "./console.css";

const SignIn = lazyScreen(() => import("./session/sign-in-screen.tsx").then((file) => file.SignInScreen));
const Join = lazyScreen(() => import("./session/join-screen.tsx").then((file) => file.JoinScreen));
const Setup = lazyScreen(() => import("./setup/setup-screen.tsx").then((file) => file.SetupScreen));
const Shell = lazyScreen(() => import("./navigation/console-shell.tsx").then((file) => file.ConsoleShell));
const LiveChat = lazyScreen(() => import("./inbox/live-chat-screen.tsx").then((file) => file.LiveChatScreen));
const Cobrowsing = lazyScreen(async () => {
  const [file, texts] = await Promise.all([
    import("./cobrowsing/cobrowsing-screen.tsx"),
    import("./cobrowsing/cobrowsing-intl.ts"),
  ]);
  await texts.loadCobrowsingTexts();
  return file.CobrowsingScreen;
});
const Teams = lazyScreen(async () => {
  const [file] = await Promise.all([import("./team/teams-screen.tsx"), loadTeamsTexts()]);
  return file.TeamsScreen;
});
const Settings = lazyScreen(async () => {
  const [file] = await Promise.all([import("./settings/settings-screen.tsx"), loadSettingsTexts()]);
  return file.SettingsScreen;
});

const Articles = lazyScreen(async () => {
  const [file] = await Promise.all([import("./article/articles-screen.tsx"), loadArticleTexts()]);
  return file.ArticlesScreen;
});

const TextBlocks = lazyScreen(async () => {
  const words = import("../attachment/file-words.ts").then((files) => files.startFileWords());
  const texts = [loadTextBlockTexts(), loadSettingsTexts(), words];
  const [file] = await Promise.all([import("./text-block/block-screen.tsx"), ...texts]);
  return file.BlockScreen;
});

const Flows = lazyScreen(async () => {
  const [file] = await Promise.all([import("./flow/flow-screen.tsx"), loadFlowTexts()]);
  return file.FlowScreen;
});

/** The whole console. Render it after `intl.start`, with a session that was asked for already. */
export function ConsoleApp(props: { session: SessionStore }) {
  return (
    <SessionProvider value={props.session}>
      <UiProvider locale={intl.locale()} word={(word) => t(`ui.${word}`)}>
        <Router root={Root}>
          <Route path="/sign-in" component={SignIn} />
          <Route path="/join" component={Join} />
          <Route path="/setup" component={Setup} />
          <Route
            component={(route: RouteSectionProps) => (
              <SignedIn>
                <Shell>{route.children}</Shell>
              </SignedIn>
            )}
          >
            <Route path="/" component={() => <Navigate href={listAddress("waiting")} />} />
            <Route path={liveChatRoute} component={LiveChat} />
            <Route path="/co-browsing" component={Cobrowsing} />
            <Route path="/articles/:article?/:language?" component={Articles} />
            <Route path="/teams/:team?" component={Teams} />
            <Route path="/text-blocks/:block?" component={TextBlocks} />
            <Route path="/flows/:flow?" component={Flows} />
            <Route path="/settings/:section?/:item?" component={Settings} />
            <Route path="*" component={MissingScreen} />
          </Route>
        </Router>
        <ToastRegion />
      </UiProvider>
    </SessionProvider>
  );
}

/** What stands around every screen: a way to wait, and a way out. */
function Root(props: { children?: JSX.Element }) {
  return (
    <ErrorBoundary fallback={(error: unknown) => <BrokenScreen error={error} />}>
      <Suspense fallback={<LoadingScreen />}>{props.children}</Suspense>
    </ErrorBoundary>
  );
}
