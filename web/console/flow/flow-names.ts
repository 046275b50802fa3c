import { createMemo } from "solid-js";
import type { FlowSurroundings } from "#domain/flow/flow-problems";
import { can } from "#domain/agent/agent";
import { sitesSchema } from "#protocol/site";
import { request } from "../../connection/http.ts";
import { articleRequests } from "../article/article-requests.ts";
import { useConsole } from "../console-context.tsx";
import { intl } from "../console-intl.ts";
import { ownBlocks } from "../text-block/own-blocks.ts";
import { createAnswer } from "./flow-answer.ts";
import { flowRequests } from "./flow-requests.ts";

export type Choice = { id: string; name: string };

/**
 * Everything outside of a flow that its steps can name: what to choose from, and what it is called. A list that could not be
 * loaded, or that this agent may not see, is undefined: then nothing is said to be missing.
 */
export function createFlowNames(own: string) {
  const { me, directory } = useConsole();
  const blocks = ownBlocks(me().agent.id);
  void blocks.refresh();
  const once = () => true;
  const flows = createAnswer(once, () => flowRequests.list());
  const articles = createAnswer(once, () => articleRequests.list());
  const hosts = createAnswer(once, () => flowRequests.hosts());
  // Only who manages the workspace is told the sites.
  const sites = createAnswer(
    () => can(me().agent.role, "manage_workspace") || null,
    () => request({ method: "GET", path: "/api/sites", schema: sitesSchema }),
  );

  const publishedFlows = createMemo<Choice[] | undefined>(() =>
    flows.value()?.flows.filter(({ id, published }) => published !== null || id === own),
  );
  const publishedArticles = createMemo(() =>
    articles
      .value()
      ?.articles.flatMap(({ id, lines }) =>
        lines.filter(({ slug }) => slug !== null).map(({ language, title }) => ({ id, language, name: title })),
      ),
  );
  const chatBlocks = createMemo<Choice[] | undefined>(() =>
    blocks.state() !== "ready"
      ? undefined
      : blocks
          .blocks()
          .filter(({ kind, scope }) => kind === "chat" && scope.kind !== "agent")
          .map(({ id, title }) => ({ id, name: title })),
  );
  const namedSites = createMemo<Choice[] | undefined>(() => sites.value()?.sites.map(({ id, name }) => ({ id, name })));
  const allowedHosts = createMemo(() => hosts.value()?.hosts.map(({ host }) => host));

  const surroundings = createMemo<FlowSurroundings>(() => {
    const agents = directory().map(({ id }) => id);
    return {
      teams: new Set(me().allTeams.map(({ id }) => id)),
      ...(agents.length > 0 ? { agents: new Set(agents) } : {}),
      ...given(
        "sites",
        namedSites()?.map(({ id }) => id),
      ),
      ...given(
        "flows",
        publishedFlows()?.map(({ id }) => id),
      ),
      ...given(
        "articles",
        publishedArticles()?.map(({ id }) => id),
      ),
      ...given(
        "blocks",
        chatBlocks()?.map(({ id }) => id),
      ),
      ...given("hosts", allowedHosts()),
      sitesWithoutFiles: sites.value()?.sites.flatMap(({ name, customerUploads }) => (customerUploads ? [] : [name])),
    };
  });

  return {
    teams: (): Choice[] => me().allTeams,
    agents: (): Choice[] => directory(),
    flows: () => publishedFlows() ?? [],
    articles: () => publishedArticles() ?? [],
    blocks: () => chatBlocks() ?? [],
    /** The block itself, as the console holds it, for the try-out. */
    block: (id: string) => blocks.blocks().find((each) => each.id === id) ?? null,
    sites: namedSites,
    hosts: allowedHosts,
    surroundings,
    /** The name of one of them; null: there is none. */
    nameIn: (choices: readonly Choice[], id: string | null) => choices.find((each) => each.id === id)?.name ?? null,
    language: () => intl.locale(),
  };
}

function given<Name extends Exclude<keyof FlowSurroundings, "sitesWithoutFiles">>(
  name: Name,
  ids: readonly string[] | undefined,
): Partial<FlowSurroundings> {
  return ids === undefined ? {} : { [name]: new Set(ids) };
}

export type FlowNames = ReturnType<typeof createFlowNames>;
