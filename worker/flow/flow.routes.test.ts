import { beforeAll, describe, expect, test } from "vitest";
import { database } from "../platform/database.ts";
import { type FlowCondition, flowLimits, type FlowStep } from "../protocol/flow.ts";
import {
  type Flow,
  flowFiguresSchema,
  flowFileSchema,
  flowHostsSchema,
  flowListFiguresSchema,
  flowListSchema,
  flowPaths,
  flowSchema,
  flowVersionSchema,
} from "../protocol/flow-library.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { flowOf, step } from "../testing/flows.ts";
import { findStoredFile, sweepStoredFiles } from "../stored-file/stored-file.store.ts";
import { uploadStateSchema } from "../protocol/upload.ts";
import type { Attachment } from "../protocol/attachment.ts";
import { flowRun } from "./flow.table.ts";
import { createWorkspace, joinTeam, password } from "../testing/workspace.ts";

let owner: Browser;
let supervisor: Browser;
let agent: Browser;

beforeAll(async () => {
  const { teamId } = await createWorkspace();
  const people = await Promise.all([
    joinTeam(teamId, "Olga", "owner"),
    joinTeam(teamId, "Carla", "supervisor"),
    joinTeam(teamId, "Ana"),
  ]);
  const browsers = await Promise.all(people.map(({ email }) => new Browser().signIn(email, password)));
  [owner, supervisor, agent] = browsers as [Browser, Browser, Browser];
});

const hello = (text = "Hello") =>
  flowOf(step("say", "hello", { said: { kind: "text", text }, exits: { next: "bye" } }), step("hand_over", "bye"));
const conditioned = (condition: FlowCondition) =>
  step("branch", "one", { cases: [{ id: "c", label: "", conditions: [condition] }] });
const made = (name: string, draft = hello()) => ({ name, description: "", draft });
const flowIn = async (answer: Response) => flowSchema.parse(await answer.json());
const create = async (name: string, draft = hello()) =>
  await flowIn(await supervisor.ask("POST", flowPaths.list, made(name, draft)));
const publish = async ({ id, version }: Flow) =>
  await flowIn(await supervisor.ask("POST", flowPaths.publish(id), { version }));
const codeOf = async (answer: Response) => (await answer.json<{ error: { code: string; path?: string } }>()).error;

describe("flows in the workspace", () => {
  test("[FL20] are drawn by those who may, and seen by everybody", async () => {
    const flow = await create("Welcome");
    expect(flow).toMatchObject({ version: 1, published: null, changed: true, versions: [] });
    expect(await codeOf(await agent.ask("POST", flowPaths.list, made("Mine")))).toMatchObject({ code: "forbidden" });
    const { flows } = flowListSchema.parse(await (await agent.ask("GET", flowPaths.list)).json());
    expect(flows.map(({ name }) => name)).toContain("Welcome");
    expect(JSON.stringify(flows)).not.toContain("Hello");
  });

  test("[FL21] are saved whole, on what was seen, or not at all", async () => {
    const { id } = await create("Saved");
    const change = { ...made("Saved anew", hello("Hi")), version: 1 };
    expect(await flowIn(await supervisor.ask("PUT", flowPaths.flow(id), change))).toMatchObject({ version: 2 });
    expect(await codeOf(await supervisor.ask("PUT", flowPaths.flow(id), change))).toMatchObject({
      code: "changed_meanwhile",
    });
  });

  test("[FL22] are published in numbered versions that never change, rolled back, and taken out of use", async () => {
    const first = await publish(await create("Versions"));
    expect(first).toMatchObject({ published: 1, changed: false });
    const { id } = first;
    const change = { ...made("Versions", hello("Second")), version: first.version };
    const second = await publish(await flowIn(await supervisor.ask("PUT", flowPaths.flow(id), change)));
    expect(second.versions.map(({ number }) => number)).toEqual([2, 1]);

    const back = { version: second.version, number: 1 };
    const rolled = await flowIn(await supervisor.ask("POST", flowPaths.rollBack(id), back));
    expect(rolled).toMatchObject({ published: 1, changed: true });
    const kept = flowVersionSchema.parse(await (await agent.ask("GET", flowPaths.version(id, 1))).json());
    expect(JSON.stringify(kept.definition)).toContain("Hello");
    expect(kept.publishedBy?.name).toBe("Carla");
    const off = await supervisor.ask("POST", flowPaths.unpublish(id), { version: rolled.version });
    expect(await flowIn(off)).toMatchObject({ published: null });
  });

  test("[FL23] are not published with a problem that stops them: the step is named", async () => {
    const { id, version } = await create(
      "Circle",
      flowOf(step("say", "one", { exits: { next: "two" } }), step("say", "two", { exits: { next: "one" } })),
    );
    const error = await codeOf(await supervisor.ask("POST", flowPaths.publish(id), { version }));
    expect(error).toMatchObject({ code: "flow_has_problems" });
    expect(["one", "two"]).toContain(error.path);
  });

  test.each<[string, FlowStep]>([
    ["a variable that is none", step("say", "one", { said: { kind: "text", text: "Hi {{Customer name}}" } })],
    ["an answer that nobody is asked for", step("say", "one", { said: { kind: "text", text: "Hi {{answer.name}}" } })],
    ["a number that is none", conditioned({ about: "attribute", key: "age", test: "at_least", values: ["old"] })],
    [
      "a test that its fact does not have",
      conditioned({ about: "hours", key: "", test: "contains", values: ["open"] }),
    ],
    ["a body that is no JSON", step("call", "one", { method: "POST", body: "{amount: }" })],
    ["an address that is none", step("call", "one", { url: "https://{{answer.host}}/" })],
  ])("[FL23] are not published with %s", async (what, broken) => {
    const exits = { next: "bye", otherwise: "bye", failed: "bye", "case:c": "bye" };
    const { id, version } = await create(what, flowOf({ ...broken, exits }, step("hand_over", "bye")));
    const error = await codeOf(await supervisor.ask("POST", flowPaths.publish(id), { version }));
    expect(error).toMatchObject({ code: "flow_has_problems", path: "one" });
  });

  test("[FL24] with 10,000 steps are refused before anything is written", async () => {
    const steps = Array.from({ length: flowLimits.steps + 1 }, (_, index) => ({
      ...step("say", `s${index}`),
      name: "",
    }));
    const draft = { start: "s0", person: true, steps };
    expect(
      await codeOf(await supervisor.ask("POST", flowPaths.list, { name: "Large", description: "", draft })),
    ).toMatchObject({ code: "flow_too_large", path: "draft.steps" });
    const many = { ...draft, steps: Array.from({ length: 10_000 }, (_, index) => step("say", `s${index}`)) };
    const answer = await supervisor.ask("POST", flowPaths.list, { name: "Huge", description: "", draft: many });
    expect(await codeOf(answer)).toMatchObject({ code: "too_large" });
  });

  test("[FL25] go out as a file and come in from one, which is checked by the published schema", async () => {
    const { id } = await create("Travels", hello("On the road"));
    const answer = await agent.ask("GET", flowPaths.file(id));
    expect(answer.headers.get("content-disposition")).toContain("Travels.flow.json");
    const file = flowFileSchema.parse(await answer.json());
    const copy = await flowIn(await supervisor.ask("POST", flowPaths.import, file));
    expect(copy).toMatchObject({ name: "Travels", published: null, draft: file.definition });
    const broken = { ...file, definition: { ...file.definition, steps: [{ id: "x", kind: "explode" }] } };
    expect(await codeOf(await supervisor.ask("POST", flowPaths.import, broken))).toMatchObject({
      code: "invalid_request",
      path: expect.stringContaining("definition.steps.0"),
    });
    const schema = await (await new Browser().ask("GET", flowPaths.schema)).json<Record<string, unknown>>();
    expect(schema).toMatchObject({ type: "object", title: "A flow of Fala" });
  });

  test("[FL34] keep the workspace's files that their author may send, and say of them what the workspace knows", async () => {
    const bytes = new TextEncoder().encode("A plan of the roastery");
    const stores = async (by: Browser) => {
      const id = crypto.randomUUID();
      await by.ask("POST", "/api/stored-files", { id, name: "Plan.txt", size: bytes.length });
      const stored = await by.send("PUT", `/api/stored-files/${id}/1`, bytes);
      return uploadStateSchema.parse(await stored.json()).attachment;
    };
    const [own, foreign] = [await stores(supervisor), await stores(agent)];
    if (own === null || foreign === null) throw new Error("not stored");
    const showing = (file: Attachment) =>
      flowOf(
        step("say", "hello", { said: { kind: "text", text: "", files: [file] }, exits: { next: "bye" } }),
        step("hand_over", "bye"),
      );
    const flow = await create("Shows a plan", showing({ ...own, name: "forged.exe", size: 1 }));
    expect(flow.draft.steps[0]).toMatchObject({ said: { files: [own] } });
    const draft = showing(foreign);
    expect(await codeOf(await supervisor.ask("POST", flowPaths.list, made("Theirs", draft)))).toMatchObject({
      code: "attachment_unknown",
      path: "hello",
    });
    const file = { format: "fala.flow", formatVersion: 1, name: "From afar", description: "", definition: draft };
    const come = await flowIn(await supervisor.ask("POST", flowPaths.import, file));
    expect(come.draft.steps[0]).toMatchObject({ said: { kind: "text", text: "" } });
    expect(JSON.stringify(come.draft)).not.toContain(foreign.id);

    // What a version has is kept, also when the draft has it no more.
    const second = await publish(flow);
    const change = { ...made("Shows a plan"), version: second.version };
    await flowIn(await supervisor.ask("PUT", flowPaths.flow(flow.id), change));
    const [db, later] = [database(testEnv), Date.now() + 2 * 24 * 3600_000];
    await sweepStoredFiles(db, testEnv.FILES, later);
    expect(await findStoredFile(db, own.id)).not.toBeNull();
    expect(await findStoredFile(db, foreign.id)).toBeNull();
  });

  test("[FL26] that are deleted are gone for everybody, and can be taken back", async () => {
    const { id, version } = await publish(await create("Deleted"));
    expect((await supervisor.ask("DELETE", `${flowPaths.flow(id)}?version=${version}`)).status).toBe(204);
    expect((await agent.ask("GET", flowPaths.flow(id))).status).toBe(404);
    const back = await supervisor.ask("POST", flowPaths.restore(id), { version: version + 1 });
    expect(await flowIn(back)).toMatchObject({ published: 1 });
  });

  test("[FL27] have figures, which are nothing before the first run", async () => {
    const { id } = await create("Figures");
    const figures = flowFiguresSchema.parse(await (await agent.ask("GET", flowPaths.figures(id))).json());
    expect(figures).toMatchObject({ started: 0, finished: 0, steps: [] });
  });

  test("[FL27] have the list's figures in one answer, counted as each flow's own are", async () => {
    const { id } = await create("Counted");
    const runs = [
      ...[
        ["r1", "finished"],
        ["r2", "jumped"],
        ["r3", "handed_over"],
        ["r4", "person"],
        ["r5", "left"],
      ],
      ...[
        ["r6", null],
        ["too-old", "finished"],
      ],
    ] as [string, string | null][];
    await database(testEnv)
      .insert(flowRun)
      .values(
        runs.map(([run, outcome]) => {
          const startedAt = run === "too-old" ? 1_000 : 5_000;
          return { id: `${id}.${run}`, flowId: id, number: 1, startedAt, step: "hello", outcome, turn: 1 };
        }),
      );
    const answer = await agent.ask("GET", `${flowPaths.listFigures}?from=2000`);
    const { flows } = flowListFiguresSchema.parse(await answer.json());
    expect(flows.find((each) => each.id === id)).toEqual({ id, started: 6, finished: 2, handedOver: 2 });
    const own = flowFiguresSchema.parse(await (await agent.ask("GET", `${flowPaths.figures(id)}?from=2000`)).json());
    expect(own).toMatchObject({ started: 6, finished: 2, handedOver: 2, left: 1, running: 1 });
    expect((await agent.ask("GET", `${flowPaths.listFigures}?from=yesterday`)).status).toBe(400);
  });
});

describe("the hosts that flows may ask", () => {
  test("[FL30] are the workspace's, and a secret is told to nobody", async () => {
    const hosts = [{ host: "API.example.com", header: { name: "X-Key" }, secret: "s3cret" }];
    expect(await codeOf(await supervisor.ask("PUT", flowPaths.hosts, { version: 0, hosts }))).toMatchObject({
      code: "forbidden",
    });
    const saved = await (await owner.ask("PUT", flowPaths.hosts, { version: 0, hosts })).text();
    expect(saved).not.toContain("s3cret");
    expect(flowHostsSchema.parse(JSON.parse(saved))).toMatchObject({
      version: 1,
      hosts: [{ host: "api.example.com" }],
    });
    // The secret stays where it is not said again.
    const again = [{ host: "api.example.com", header: { name: "X-Key" }, secret: null }];
    expect((await owner.ask("PUT", flowPaths.hosts, { version: 1, hosts: again })).status).toBe(200);
    expect(await codeOf(await owner.ask("PUT", flowPaths.hosts, { version: 1, hosts: [] }))).toMatchObject({
      code: "changed_meanwhile",
    });
    const empty = [{ host: "other.example.com", header: { name: "X-Key" }, secret: null }];
    expect((await owner.ask("PUT", flowPaths.hosts, { version: 2, hosts: empty })).status).toBe(400);
  });
});
