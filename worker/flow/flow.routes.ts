import { type Context, Hono } from "hono";
import * as z from "zod/mini";
import { can } from "../agent/agent.domain.ts";
import { permit, requireAgent } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { type FlowDefinition, flowLimits } from "../protocol/flow.ts";
import {
  type Flow,
  flowChangeSchema,
  flowCreationSchema,
  type FlowFigures,
  type FlowFile,
  flowFileSchema,
  type FlowHosts,
  flowHostsChangeSchema,
  type FlowListFigures,
  flowRollBackSchema,
  type FlowRow,
  type FlowVersion,
  flowVersionChangeSchema,
} from "../protocol/flow-library.ts";
import { versionSchema } from "../protocol/workspace-settings.ts";
import { withTeams } from "../team/team.store.ts";
import { readStoredFiles } from "../stored-file/stored-file.store.ts";
import { filesOf, withKnownFiles } from "./flow-files.domain.ts";
import { readFigures, readListFigures } from "./flow-figure.store.ts";
import { readHosts, saveHosts } from "./flow-host.store.ts";
import {
  createFlow,
  deleteFlow,
  listFlows,
  pointFlow,
  readFlow,
  readFlowVersion,
  restoreFlow,
  saveDraft,
} from "./flow.store.ts";

/** Around the definition there is a name and little else. */
const bodyBytes = flowLimits.bytes + 8 * 1024;

const spanSchema = z.object({
  from: z._default(z.coerce.number().check(z.int(), z.nonnegative()), 0),
  to: z._default(z.coerce.number().check(z.int(), z.nonnegative()), Number.MAX_SAFE_INTEGER),
});
const figuresQuerySchema = z.extend(spanSchema, {
  number: z.optional(z.coerce.number().check(z.int())),
});

const writes = permit((role) => can(role, "manage_flows"));
const manages = permit((role) => can(role, "manage_workspace"));

/** The schema of a flow's file, for whoever makes one elsewhere. Open to all: it is no secret what a flow is made of. */
export const flowSchemaRoutes = new Hono<App>().get("/", (c) =>
  c.json({
    $id: new URL(c.req.url).href,
    title: "A flow of Fala",
    ...z.toJSONSchema(flowFileSchema, { io: "input", unrepresentable: "any" }),
  }),
);

/** Flows: every agent sees and sends them; who may, draws and publishes them. */
export const flowRoutes = new Hono<App>()
  .use(requireAgent)
  .get("/", async (c) => c.json<{ flows: FlowRow[] }>({ flows: await listFlows(database(c.env)) }))
  .post("/", writes, async (c) => {
    const made = await readBody(c, flowCreationSchema, bodyBytes);
    const draft = await withFiles(c, made.draft);
    return c.json<Flow>(await createFlow(database(c.env), { ...made, draft }, c.var.agent, Date.now()), 201);
  })
  .get("/hosts", async (c) => c.json<FlowHosts>(await readHosts(database(c.env))))
  .put("/hosts", manages, async (c) =>
    c.json<FlowHosts>(await saveHosts(database(c.env), c.env, await readBody(c, flowHostsChangeSchema))),
  )
  .post("/import", writes, async (c) => {
    const { name, description, definition } = await readBody(c, flowFileSchema, bodyBytes);
    // Files of another workspace stay there: the steps come without them.
    const { definition: draft } = await knownFiles(c, definition);
    const made = { name, description, draft };
    return c.json<Flow>(await createFlow(database(c.env), made, c.var.agent, Date.now()), 201);
  })
  .get("/figures", async (c) => {
    const span = z.safeParse(spanSchema, c.req.query());
    if (!span.success) throw new FalaError("invalid_request");
    return c.json<FlowListFigures>(await readListFigures(database(c.env), span.data));
  })
  .get("/:id", async (c) => c.json<Flow>(await readFlow(database(c.env), c.req.param("id"))))
  .put("/:id", writes, async (c) => {
    const { version, ...made } = await readBody(c, flowChangeSchema, bodyBytes);
    const draft = await withFiles(c, made.draft);
    return c.json<Flow>(await saveDraft(database(c.env), seen(c, version), { ...made, draft }));
  })
  .delete("/:id", writes, async (c) => {
    const version = versionSchema.safeParse(Number(c.req.query("version")));
    if (!version.success) throw new FalaError("invalid_request", { path: "version" });
    await deleteFlow(database(c.env), seen(c, version.data));
    return c.body(null, 204);
  })
  .post("/:id/restore", writes, async (c) => {
    const { version } = await readBody(c, flowVersionChangeSchema);
    return c.json<Flow>(await restoreFlow(database(c.env), seen(c, version)));
  })
  .post("/:id/unpublish", writes, async (c) => {
    const { version } = await readBody(c, flowVersionChangeSchema);
    return c.json<Flow>(await pointFlow(database(c.env), seen(c, version), null));
  })
  .post("/:id/roll-back", writes, async (c) => {
    const { version, number } = await readBody(c, flowRollBackSchema);
    return c.json<Flow>(await pointFlow(database(c.env), seen(c, version), number));
  })
  .get("/:id/versions/:number", async (c) =>
    c.json<FlowVersion>(await readFlowVersion(database(c.env), c.req.param("id"), Number(c.req.param("number")))),
  )
  .get("/:id/file", async (c) => {
    const { name, description, draft } = await readFlow(database(c.env), c.req.param("id"));
    const number = c.req.query("number");
    const definition =
      number === undefined
        ? draft
        : (await readFlowVersion(database(c.env), c.req.param("id"), Number(number))).definition;
    const file: FlowFile = { format: "fala.flow", formatVersion: 1, name, description, definition };
    return c.body(`${JSON.stringify(file, null, 2)}\n`, 200, {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="flow.json"; filename*=UTF-8''${encodeURIComponent(`${name}.flow.json`)}`,
    });
  })
  .get("/:id/figures", async (c) => {
    const query = z.safeParse(figuresQuerySchema, c.req.query());
    if (!query.success) throw new FalaError("invalid_request");
    const { from, to, number = null } = query.data;
    return c.json<FlowFigures>(await readFigures(database(c.env), { id: c.req.param("id"), number, from, to }));
  });

function seen(c: Context<App>, version: number) {
  const { id, name } = c.var.agent;
  return { id: c.req.param("id") ?? "", version, by: { id, name }, now: Date.now() };
}

async function knownFiles(c: Context<App>, definition: FlowDefinition) {
  const ids = filesOf(definition);
  if (ids.length === 0) return { definition, missing: [] };
  const db = database(c.env);
  const reader = await withTeams(db, c.var.agent);
  return withKnownFiles(definition, await readStoredFiles(db, reader, ids));
}

/** Throws `attachment_unknown` with the step where this agent may not send one of its files. */
async function withFiles(c: Context<App>, draft: FlowDefinition): Promise<FlowDefinition> {
  const { definition, missing } = await knownFiles(c, draft);
  if (missing[0] !== undefined) throw new FalaError("attachment_unknown", { path: missing[0] });
  return definition;
}
