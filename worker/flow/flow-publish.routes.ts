import { Hono } from "hono";
import { can } from "../agent/agent.domain.ts";
import { isArticle } from "../article/article.store.ts";
import { listAgents } from "../agent/agent.store.ts";
import { permit, requireAgent } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import type { FlowDefinition } from "../protocol/flow.ts";
import { type Flow, flowVersionChangeSchema } from "../protocol/flow-library.ts";
import { listSites } from "../site/site.store.ts";
import { listTeams } from "../team/team.store.ts";
import { findBlock } from "../text-block/text-block.store.ts";
import { readHosts } from "./flow-host.store.ts";
import { type FlowSurroundings, problemsOf } from "./flow-problems.domain.ts";
import { publishedIds, publishFlow, readFlow } from "./flow.store.ts";

/** Makes the saved draft the version that runs begin with, where nothing keeps it from being one. */
export const flowPublishRoutes = new Hono<App>().post(
  "/:id/publish",
  requireAgent,
  permit((role) => can(role, "manage_flows")),
  async (c) => {
    const { version } = await readBody(c, flowVersionChangeSchema);
    const db = database(c.env);
    const id = c.req.param("id");
    const { draft } = await readFlow(db, id);
    const problem = problemsOf(draft, await surroundingsOf(c.env, draft)).find(({ weight }) => weight === "stops");
    if (problem !== undefined)
      throw new FalaError("flow_has_problems", problem.step === null ? {} : { path: problem.step });
    const { agent } = c.var;
    const by = { id: agent.id, name: agent.name };
    return c.json<Flow>(await publishFlow(db, { id, version, by, now: Date.now() }));
  },
);

/** What there is outside of a flow that is about to be published: everything that a step of it can name. */
async function surroundingsOf(env: Env, definition: FlowDefinition): Promise<FlowSurroundings> {
  const db = database(env);
  const said = definition.steps.flatMap((step) => (step.kind === "say" ? [step.said] : []));
  const named = {
    articles: said.flatMap((each) => (each.kind === "article" && each.article !== null ? [each.article.id] : [])),
    blocks: said.flatMap((each) => (each.kind === "block" && each.block !== null ? [each.block] : [])),
  };
  const [teams, agents, sites, flows, hosts, articles, blocks] = await Promise.all([
    listTeams(db),
    listAgents(db),
    listSites(db),
    publishedIds(db),
    readHosts(db),
    there(named.articles, (id) => isArticle(env.DB, id)),
    there(named.blocks, async (id) => {
      const block = await findBlock(db, id);
      return block !== null && !block.deleted && block.kind === "chat" && block.scope !== "agent";
    }),
  ]);
  return {
    teams: new Set(teams.map(({ id }) => id)),
    agents: new Set(agents.map(({ id }) => id)),
    sites: new Set(sites.map(({ id }) => id)),
    sitesWithoutFiles: sites.flatMap(({ name, customerUploads }) => (customerUploads ? [] : [name])),
    hosts: new Set(hosts.hosts.map(({ host }) => host)),
    ...{ flows, articles, blocks },
  };
}

async function there(ids: readonly string[], isThere: (id: string) => Promise<boolean>): Promise<Set<string>> {
  const found = await Promise.all([...new Set(ids)].map(async (id) => ((await isThere(id)) ? [id] : [])));
  return new Set(found.flat());
}
