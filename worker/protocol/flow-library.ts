import * as z from "zod/mini";
import { agentNameSchema } from "./agent.ts";
import { flowDefinitionSchema, stepIdSchema } from "./flow.ts";
import { idSchema, timeSchema } from "./ids.ts";
import { nameSchema } from "./text.ts";
import { versionSchema } from "./workspace-settings.ts";

/** Addresses of the flows; for the console. */
export const flowPaths = {
  /** `GET`: all of them, without definitions. `POST`: a new one. */
  list: "/api/flows",
  /** `GET`: with its draft and versions. `PUT`: save the draft. `DELETE` (`?version=`). */
  flow: (id: string) => `/api/flows/${id}`,
  publish: (id: string) => `/api/flows/${id}/publish`,
  rollBack: (id: string) => `/api/flows/${id}/roll-back`,
  unpublish: (id: string) => `/api/flows/${id}/unpublish`,
  restore: (id: string) => `/api/flows/${id}/restore`,
  version: (id: string, number: number) => `/api/flows/${id}/versions/${number}`,
  /** `GET`: the draft as a file; `?number=` a version. */
  file: (id: string) => `/api/flows/${id}/file`,
  import: "/api/flows/import",
  figures: (id: string) => `/api/flows/${id}/figures`,
  /** `GET` (`?from=` and `?to=` in milliseconds): of every flow, in one answer. */
  listFigures: "/api/flows/figures",
  /** `GET`: the JSON Schema of a file, open to all. */
  schema: "/api/flows/schema",
  hosts: "/api/flows/hosts",
} as const;

/** One flow as the list shows it. `published`: the number of the version that runs; null: none does. */
export const flowRowSchema = z.object({
  id: idSchema,
  /** Counts every save: a write says which one it saw. */
  version: versionSchema,
  name: nameSchema,
  description: z.string(),
  published: z.nullable(z.int()),
  publishedAt: z.nullable(timeSchema),
  /** The draft is not what is published. */
  changed: z.boolean(),
  updatedAt: timeSchema,
  updatedBy: z.nullable(z.string()),
});
export type FlowRow = z.infer<typeof flowRowSchema>;

/** `GET /api/flows`: for every agent, since every agent sends them. */
export const flowListSchema = z.object({ flows: z.array(flowRowSchema) });

/** A version that was published, newest first. */
export const flowVersionRowSchema = z.object({
  number: z.int(),
  publishedAt: timeSchema,
  publishedBy: z.nullable(agentNameSchema),
});
export type FlowVersionRow = z.infer<typeof flowVersionRowSchema>;

export const flowSchema = z.extend(flowRowSchema, {
  draft: flowDefinitionSchema,
  versions: z.array(flowVersionRowSchema),
});
export type Flow = z.infer<typeof flowSchema>;

const descriptionSchema = z.string().check(z.trim(), z.maxLength(300));

/** `POST /api/flows`. Answers with the new `Flow`. */
export const flowCreationSchema = z.object({
  name: nameSchema,
  description: descriptionSchema,
  draft: flowDefinitionSchema,
});
export type FlowCreation = z.infer<typeof flowCreationSchema>;

/** `PUT /api/flows/<id>`: whole; `changed_meanwhile` where `version` is not the newest. Answers with the new `Flow`. */
export const flowChangeSchema = z.extend(flowCreationSchema, { version: versionSchema });
export type FlowChange = z.infer<typeof flowChangeSchema>;

/**
 * `POST …/publish` (the saved draft, where it has no problem: else `flow_has_problems` with the step as `path`), `…/unpublish`,
 * `…/restore` (of a deleted one), `DELETE`. Answers with the new `Flow`.
 */
export const flowVersionChangeSchema = z.object({ version: versionSchema });

/** `POST …/roll-back`: an earlier version runs again. The draft stays. Runs that are under way go on with theirs. */
export const flowRollBackSchema = z.object({ version: versionSchema, number: z.int() });

/** `GET …/versions/<number>`. */
export const flowVersionSchema = z.extend(flowVersionRowSchema, { definition: flowDefinitionSchema });
export type FlowVersion = z.infer<typeof flowVersionSchema>;

/** A flow as a file, and `POST /api/flows/import`, which answers with the new `Flow`: a draft. */
export const flowFileSchema = z.object({
  format: z.literal("fala.flow"),
  formatVersion: z.literal(1),
  name: nameSchema,
  description: descriptionSchema,
  definition: flowDefinitionSchema,
});
export type FlowFile = z.infer<typeof flowFileSchema>;

/** `GET …/figures` (`?from=` and `?to=` in milliseconds, `?number=` one version): runs that began then. */
export const flowFiguresSchema = z.object({
  started: z.int(),
  finished: z.int(),
  /** Handed over by a step or at the customer's wish. */
  handedOver: z.int(),
  /** Ended by an agent, who took over or stopped it. */
  takenOver: z.int(),
  broken: z.int(),
  /** The customer did not go on. */
  left: z.int(),
  running: z.int(),
  /** Where those that were left, and those that still run, stand. */
  steps: z.array(z.object({ step: stepIdSchema, left: z.int(), running: z.int() })),
});
export type FlowFigures = z.infer<typeof flowFiguresSchema>;

/** `GET /api/flows/figures`: what the list shows of them. A flow of which nothing began then is not there. */
export const flowListFiguresSchema = z.object({
  flows: z.array(
    z.extend(z.pick(flowFiguresSchema, { started: true, finished: true, handedOver: true }), { id: idSchema }),
  ),
});
export type FlowListFigures = z.infer<typeof flowListFiguresSchema>;

/** A host that `call` steps may ask, with a header that Fala adds, such as a key of the company's. The secret is never told again. */
export const flowHostSchema = z.object({
  host: z
    .string()
    .check(z.trim(), z.toLowerCase(), z.maxLength(253), z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "a host name")),
  header: z.nullable(
    z.object({ name: z.string().check(z.maxLength(64), z.regex(/^[A-Za-z][A-Za-z0-9-]*$/, "a header")) }),
  ),
});
export type FlowHost = z.infer<typeof flowHostSchema>;

/** `GET /api/flows/hosts`. `names` alone are open to all who may write flows. */
export const flowHostsSchema = z.object({ version: versionSchema, hosts: z.array(flowHostSchema) });
export type FlowHosts = z.infer<typeof flowHostsSchema>;

/** `PUT /api/flows/hosts`: whole. `secret` null: the one that the host has stays. */
export const flowHostsChangeSchema = z.object({
  version: versionSchema,
  hosts: z
    .array(z.extend(flowHostSchema, { secret: z.nullable(z.string().check(z.minLength(1), z.maxLength(2_000))) }))
    .check(
      z.maxLength(50),
      z.refine((hosts) => new Set(hosts.map(({ host }) => host)).size === hosts.length, "each host once"),
    ),
});
export type FlowHostsChange = z.infer<typeof flowHostsChangeSchema>;
