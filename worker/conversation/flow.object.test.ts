import { evictDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fileKey } from "../attachment/attachment.domain.ts";
import { flowOfSite, openingOf } from "../flow/flow-opening.domain.ts";
import { deleteFlow, pointFlow, publishFlow, saveDraft } from "../flow/flow.store.ts";
import { database } from "../platform/database.ts";
import type { FlowAnswer, FlowCondition } from "../protocol/flow.ts";
import { storedFileKey } from "../stored-file/stored-file.domain.ts";
import { alarm } from "../testing/alarm.ts";
import { newAgent, newConversation, newTeam, openAsAgent, openAsCustomer, scene } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { ends, type FlowScene, next, olga, sends, stateOf, transcript } from "../testing/flow-scene.ts";
import { flowOf, step } from "../testing/flows.ts";
import { publishedFlow } from "../testing/published-flows.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

const yesNo: FlowAnswer = {
  kind: "buttons",
  options: [
    { id: "yes", text: "Yes" },
    { id: "no", text: "No" },
  ],
};

const later = async ({ stub }: Pick<FlowScene, "stub">, ms: number) => {
  vi.setSystemTime(Date.now() + ms);
  await alarm(stub);
};
describe("a flow in a conversation", () => {
  test("[FL8] is sent from the bar, asks with buttons, and hands over with what it collected", async () => {
    const here = await scene();
    const flow = await publishedFlow(
      flowOf(
        step("ask", "fits", { answer: yesNo, label: "Fits?", exits: { "option:yes": "mail", next: "bye" } }),
        step("ask", "mail", { answer: { kind: "email" }, fills: "email", ...next("bye") }),
        step("hand_over", "bye", { text: "Thanks" }),
      ),
      "Triage",
    );
    await sends(here, flow.id);
    const { customer, agent } = here;
    const [asked] = (
      await customer.heard("entries", ({ entries }) => entries.some(({ body }) => "ask" in body))
    ).entries.filter(({ body }) => body.kind === "message");
    await customer.does({ kind: "message", text: "Yes", answers: { target: asked?.seq ?? 0, button: 0 } });
    await customer.seesText("asks mail");
    await customer.says("maria@example.com");
    await customer.seesText("Thanks");
    expect((await ends(here)).outcome).toBe("handed_over");
    const { state } = await agent.hello();
    expect(state.collected.map(({ label, shown }) => [label, shown])).toEqual([
      ["Fits?", "Yes"],
      ["mail", "maria@example.com"],
    ]);
    expect(state.customer.email).toBe("maria@example.com");
    // It was sent by Ana, who so took the conversation: the customer waits for her.
    expect(state).toMatchObject({ flow: null, assignee: { name: "Ana" } });
    expect(state.waitingSince).not.toBeNull();
    await agent.seesText("- **Fits?**: Yes\n- **mail**: maria@example.com");
  });

  test("[FL3] survives eviction at every step, and no step happens twice", async () => {
    const here = await scene();
    const flow = await publishedFlow(
      flowOf(
        step("say", "hello", { typingSeconds: 2, ...next("wait") }),
        step("wait", "wait", { seconds: 30, ...next("fits") }),
        step("ask", "fits", { answer: yesNo, ...next("end") }),
        step("end", "end", { text: "Bye" }),
      ),
    );
    await sends(here, flow.id);
    for (const ms of [2_001, 30_001]) {
      await evictDurableObject(here.stub);
      await later(here, ms);
      await alarm(here.stub);
    }
    await evictDurableObject(here.stub);
    const { customer } = here;
    const id = crypto.randomUUID();
    await customer.does({ kind: "message", id, text: "yes" });
    await customer.does({ kind: "message", id, text: "yes" });
    await evictDurableObject(here.stub);
    expect(await transcript(here)).toEqual(["Hello", "says hello", "asks fits", "yes", "Bye"]);
  });

  test("[FL9] is not in the line while it talks, and in it once it hands over to a team", async () => {
    const here = await scene();
    const sales = await newTeam("Sales");
    const flow = await publishedFlow(
      flowOf(step("ask", "what", next("bye")), step("hand_over", "bye", { to: { kind: "team", id: sales.id } })),
    );
    await sends(here, flow.id);
    const asking = await stateOf(here);
    expect(asking).toMatchObject({ waitingSince: null, flow: { step: "what" } });
    await here.customer.says("A machine");
    expect((await ends(here)).outcome).toBe("handed_over");
    await here.customer.settled();
    await here.agent.heard("entries", ({ entries }) =>
      entries.some(({ body }) => body.kind === "transferred" && body.team.id === sales.id && body.to === null),
    );
  });

  test("[FL10] ends as soon as an agent writes, and the customer sees no control any more", async () => {
    const here = await scene();
    const flow = await publishedFlow(flowOf(step("ask", "what", next("end")), step("end", "end")));
    await sends(here, flow.id);
    await here.agent.says("Let me do this");
    expect((await ends(here)).outcome).toBe("taken_over");
    await here.customer.heard("entries", ({ entries }) =>
      entries.some(({ body }) => body.kind === "flow" && body.did === "ended"),
    );
    expect((await here.customer.hello()).state.flow).toBeUndefined();
    // What comes late is words, and nothing of the flow goes on.
    await here.customer.says("My answer");
    expect(await stateOf(here)).toMatchObject({ flow: null, collected: [] });
  });

  test("[FL11] a customer reaches a person where somebody is available, and where the flow lets them", async () => {
    const here = await scene();
    const flow = await publishedFlow(flowOf(step("ask", "what", next("end")), step("end", "end")));
    await sends(here, flow.id);
    await here.customer.does({ kind: "flow", do: "person" });
    expect((await ends(here)).outcome).toBe("person");

    const strict = await scene();
    const closed = { ...flowOf(step("ask", "what", next("end")), step("end", "end")), person: false };
    await sends(strict, (await publishedFlow(closed)).id);
    expect(await strict.customer.isRefused({ kind: "flow", do: "person" })).toBe("forbidden");
    expect(await strict.customer.isRefused({ kind: "flow", do: "stop" })).toBe("forbidden");
  });

  const saying = (words: string) =>
    flowOf(
      step("ask", "what", next("bye")),
      step("say", "bye", { said: { kind: "text", text: words }, ...next("end") }),
      step("end", "end"),
    );

  test("[FL7] goes on with its version when the flow is deleted meanwhile", async () => {
    const here = await scene();
    const flow = await publishedFlow(saying("Bye"));
    await sends(here, flow.id);
    await deleteFlow(database(testEnv), { id: flow.id, version: flow.version, by: olga, now: Date.now() });
    await evictDurableObject(here.stub);
    await here.customer.says("Anything");
    await here.customer.seesText("Bye");
    expect((await ends(here)).outcome).toBe("finished");
    expect(await here.agent.isRefused({ kind: "flow", do: "start", flow: flow.id })).toBe("flow_unknown");
  });

  test("[FL7] goes on with its version when an earlier one is rolled back to meanwhile, with which the next run begins", async () => {
    const here = await scene();
    const db = database(testEnv);
    const first = await publishedFlow(saying("From the first"));
    const seen = { id: first.id, by: olga, now: Date.now() };
    const change = { name: "Flow", description: "", draft: saying("From the second") };
    const draft = await saveDraft(db, { ...seen, version: first.version }, change);
    const second = await publishFlow(db, { ...seen, version: draft.version });
    await sends(here, first.id);
    await pointFlow(db, { ...seen, version: second.version }, 1);
    await evictDurableObject(here.stub);
    await here.customer.says("Anything");
    await here.customer.seesText("From the second");
    await sends(here, first.id);
    await here.customer.says("Anything else");
    await here.customer.seesText("From the first");
    expect((await transcript(here)).filter((text) => text.startsWith("From"))).toEqual([
      "From the second",
      "From the first",
    ]);
  });

  test("[FL12] whose customer does not answer for a day ends, and keeps nobody waiting", async () => {
    const here = await scene();
    const flow = await publishedFlow(flowOf(step("ask", "what", next("end")), step("end", "end")));
    await sends(here, flow.id);
    await later(here, 24 * 3_600_000 + 1);
    expect((await ends(here)).outcome).toBe("left");
    expect(await stateOf(here)).toMatchObject({ flow: null, waitingSince: null });
  });

  test("[FL13] two are not sent at once", async () => {
    const here = await scene();
    const flow = await publishedFlow(flowOf(step("ask", "what", next("end")), step("end", "end")));
    await sends(here, flow.id);
    expect(await here.colleague.isRefused({ kind: "flow", do: "start", flow: flow.id })).toBe("flow_running");
    await here.agent.does({ kind: "flow", do: "stop" });
    expect((await ends(here)).outcome).toBe("stopped");
  });

  test("[FL14] branches over the team's hours and who is available, which it asks for", async () => {
    const here = await scene();
    const is = (about: "hours" | "availability", value: string): FlowCondition => {
      return { about, key: "", test: "is", values: [value] };
    };
    const flow = await publishedFlow(
      flowOf(
        step("branch", "open", {
          cases: [{ id: "c1", label: "", conditions: [is("hours", "open"), is("availability", "available")] }],
          exits: { "case:c1": "yes", otherwise: "no" },
        }),
        step("say", "yes", next("end")),
        step("say", "no", next("end")),
        step("end", "end"),
      ),
    );
    await sends(here, flow.id);
    await here.customer.seesText("says yes");
    expect((await ends(here)).outcome).toBe("finished");
  });
});

describe("a flow of the site", () => {
  const survey = flowOf(
    step("say", "hello", { typingSeconds: 2, ...next("fits") }),
    step("ask", "fits", { answer: yesNo, exits: { "option:yes": "what", next: "bye" } }),
    step("ask", "what", next("bye")),
    step("hand_over", "bye", { text: "One moment" }),
  );
  const flow = { id: "flow-site-01", name: "Welcome", version: 4, definition: survey };

  test("[FL16] begins before the first words where its question stood before the customer, and takes them for the answer", async () => {
    const team = await newTeam();
    const ana = await newAgent("Ana", [team]);
    const begun = { flow, shown: true, answer: { button: 0 } };
    const { conversation, customer, stub } = await newConversation({ team, text: "Yes", flow: begun });
    const agent = await openAsAgent(conversation, ana);
    const { state, entries } = await agent.hello();
    expect(entries.flatMap(({ body }) => (body.kind === "message" ? [[body.text, body.chosen]] : []))).toEqual([
      ["says hello", undefined],
      ["asks fits", 0],
      ["Yes", undefined],
      ["asks what", undefined],
    ]);
    expect(state).toMatchObject({ flow: { step: "what", by: null }, waitingSince: null, assignee: null });
    const there = await openAsCustomer(conversation, customer.id);
    expect((await there.hello()).state.flow).toEqual({ person: true });
    await evictDurableObject(stub);
    await there.says("Beans");
    await there.seesText("One moment");
  });

  test("[FL16] begins because of the first words where nothing stood there, as outside of the hours", async () => {
    const team = await newTeam();
    const ana = await newAgent("Ana", [team]);
    const { conversation } = await newConversation({ team, text: "Hi", flow: { flow, shown: false, answer: null } });
    const { entries, state } = await (await openAsAgent(conversation, ana)).hello();
    expect(entries.flatMap(({ body }) => (body.kind === "message" ? [body.text] : []))).toEqual(["Hi"]);
    expect(state.flow?.waits).toMatchObject({ kind: "time", typing: true });
  });

  const known = { site: { id: "site-shop-1", name: "Shop" }, team: { id: "team-1", name: "Support" }, files: [] };
  const nowhere = { article: async () => null, block: async () => null };

  test("[FL16][FL17] begins with the picture that stood before the customer, and as for anybody: not as for who they are", async () => {
    const file = { id: "stored-photo-3", name: "Grinder.png", kind: "image" as const, type: "image/png", size: 4 };
    await testEnv.FILES.put(storedFileKey(file.id), new Uint8Array([1, 2, 3, 4]));
    const definition = flowOf(
      step("say", "look", { said: { kind: "text", text: "Look", files: [file] }, ...next("lang") }),
      step("branch", "lang", {
        cases: [{ id: "c1", label: "", conditions: [{ about: "language", key: "", test: "is", values: ["pt-BR"] }] }],
        exits: { "case:c1": "gosta", otherwise: "fits" },
      }),
      step("ask", "fits", { answer: yesNo, ...next("bye") }),
      step("ask", "gosta", { answer: yesNo, ...next("bye") }),
      step("hand_over", "bye", { text: "One moment" }),
    );
    const pictured = { ...flow, definition };
    const shown = await openingOf(pictured, known, nowhere, 0);
    expect(shown?.entries).toMatchObject([{ body: { attachments: [file] } }, { body: { text: "asks fits" } }]);

    const team = await newTeam();
    const ana = await newAgent("Ana", [team]);
    const begun = { flow: pictured, shown: true, answer: { button: 0 } };
    const { conversation } = await newConversation({ team, text: "Yes", flow: begun });
    const { entries } = await (await openAsAgent(conversation, ana)).hello();
    const said = entries.flatMap(({ body }) => (body.kind === "message" ? [body] : []));
    expect(said.map(({ text }) => text)).toEqual(["Look", "asks fits", "Yes", "One moment"]);
    const [copy] = said[0]?.attachments ?? [];
    expect(copy).toEqual({ ...file, id: expect.any(String) });
    expect(await testEnv.FILES.head(fileKey(conversation, copy?.id ?? "", "file"))).not.toBeNull();
  });

  test("[FL17] shows before there is a conversation what it can say to anybody, and nothing else", async () => {
    expect(await openingOf(flow, known, nowhere, 0)).toMatchObject({
      ...{ id: "flow-site-01", version: 4 },
      entries: [{ body: { text: "says hello" } }, { body: { text: "asks fits", buttons: ["Yes", "No"] } }],
    });
    const asksFirst = flowOf(step("call", "call", next("bye")), step("hand_over", "bye"));
    expect(await openingOf({ ...flow, definition: asksFirst }, known, nowhere, 0)).toBeNull();
    expect(flowOfSite({ openingFlowId: "day", outsideFlowId: "night" }, true)).toBe("day");
    expect(flowOfSite({ openingFlowId: "day", outsideFlowId: "night" }, false)).toBe("night");
    expect(flowOfSite({ openingFlowId: "day", outsideFlowId: null }, false)).toBe("day");
  });
});
