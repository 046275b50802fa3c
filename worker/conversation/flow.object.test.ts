import { env, evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { importArticle } from "../article/article-import.store.ts";
import { fileKey } from "../attachment/attachment.domain.ts";
import { flowOfSite, openingOf } from "../flow/flow-opening.domain.ts";
import { retryWords } from "../flow/flow-words.domain.ts";
import { deleteFlow, pointFlow, publishFlow, saveDraft } from "../flow/flow.store.ts";
import { saveHosts } from "../flow/flow-host.store.ts";
import { database } from "../platform/database.ts";
import { storedFileKey } from "../stored-file/stored-file.domain.ts";
import type { SeenEntry } from "../protocol/entry.ts";
import type { FlowAnswer, FlowCondition, FlowDefinition } from "../protocol/flow.ts";
import type { FlowBody, FlowFault } from "../protocol/flow-run.ts";
import { newAgent, newConversation, newTeam, openAsAgent, openAsCustomer, scene } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { flowOf, step } from "../testing/flows.ts";
import { publishedFlow } from "../testing/published-flows.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

type Scene = Awaited<ReturnType<typeof scene>>;

const next = (id: string) => ({ exits: { next: id } });
const yesNo: FlowAnswer = {
  kind: "buttons",
  options: [
    { id: "yes", text: "Yes" },
    { id: "no", text: "No" },
  ],
};

const olga = { id: "agent-olga-1", name: "Olga" };

const later = async ({ stub }: Pick<Scene, "stub">, ms: number) => {
  vi.setSystemTime(Date.now() + ms);
  await runDurableObjectAlarm(stub);
};
const sends = ({ agent }: Scene, flow: string) => agent.does({ kind: "flow", do: "start", flow });
const ends = async ({ agent }: Scene): Promise<FlowBody> => {
  const isEnd = ({ body }: SeenEntry) => body.kind === "flow" && body.did === "ended";
  const frame = await agent.heard("entries", ({ entries }) => entries.some(isEnd));
  const body = frame.entries.find(isEnd)?.body;
  if (body?.kind !== "flow" || !("run" in body)) throw new Error("no end");
  return body;
};
/** What an agent's newcomer sees of the state. */
const stateOf = async ({ agent }: Scene) => (await agent.hello()).state;
const transcript = async ({ agent }: Scene) =>
  (await agent.hello()).entries.flatMap(({ body }) => (body.kind === "message" ? [body.text] : []));

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
      await runDurableObjectAlarm(here.stub);
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
  });

  // Past the editor and the publishing, which refuse all of these: nobody is left in front of silence even so.
  test.each<[string, FlowDefinition, FlowFault]>([
    [
      "goes in a circle without a question",
      flowOf(step("say", "one", next("two")), step("say", "two", next("one"))),
      "too_many_steps",
    ],
    ["jumps to a flow that is gone", flowOf(step("jump", "away", { flow: "flow-that-is-gone" })), "flow_missing"],
    [
      "says an article that is gone",
      flowOf(
        step("say", "card", { said: { kind: "article", text: "", article: { id: "article-gone", language: "en" } } }),
      ),
      "content_missing",
    ],
    [
      "says a block that is gone",
      flowOf(step("say", "b", { said: { kind: "block", block: "block-gone-1" } })),
      "content_missing",
    ],
    ["leads nowhere", flowOf(step("say", "one")), "exit_missing"],
    ["leads to a step that is none", flowOf(step("say", "one", next("gone"))), "step_missing"],
  ])("[FL6] that %s hands over to a person, and agents read why", async (_, definition, fault) => {
    const here = await scene();
    await sends(here, (await publishedFlow(definition)).id);
    expect(await ends(here)).toMatchObject({ outcome: "broken", fault });
    await here.customer.heard("entries", ({ entries }) =>
      entries.some(
        ({ body }) => body.kind === "flow" && body.did === "ended" && "handedOver" in body && body.handedOver,
      ),
    );
    expect((await stateOf(here)).waitingSince).not.toBeNull();
  });

  test("[FL4][FL5] asks again after an answer of 10,000 characters, and hands over when no try is left", async () => {
    const here = await scene();
    const ask = step("ask", "what", { answer: { kind: "text", least: 1, most: 1_000 }, tries: 2, ...next("end") });
    await sends(here, (await publishedFlow(flowOf(ask, step("end", "end")))).id);
    await here.customer.says("x".repeat(10_000));
    await here.customer.seesText(retryWords("text", "pt-BR"));
    await here.customer.says("y".repeat(10_000));
    expect(await ends(here)).toMatchObject({ outcome: "handed_over", fault: "tries_used_up" });
    const { waitingSince, collected } = await stateOf(here);
    expect([waitingSince, collected]).toEqual([expect.any(Number), []]);
  });

  test("[FL33] with expressions that are none goes the other way, and shows nobody what it could not read", async () => {
    const here = await scene();
    const about = (condition: Omit<FlowCondition, "about">): FlowCondition => ({ about: "answer", ...condition });
    const none = [
      about({ key: "what", test: "at_least", values: ["many"] }),
      about({ key: "never_asked", test: "at_most", values: [] }),
      about({ key: "", test: "is", values: ["x"] }),
    ];
    const cases = none.map((condition, index) => ({ id: `c${index}`, label: "", conditions: [condition] }));
    const exits = Object.fromEntries(cases.map(({ id }) => [`case:${id}`, "wrong"]));
    const flow = await publishedFlow(
      flowOf(
        step("ask", "what", next("look")),
        step("branch", "look", { cases, exits: { ...exits, otherwise: "right" } }),
        step("say", "wrong", next("end")),
        step("say", "right", {
          said: { kind: "text", text: "Thanks {{answer.never_asked}}{{attribute.nothing}}!" },
          ...next("end"),
        }),
        step("end", "end"),
      ),
    );
    await sends(here, flow.id);
    await here.customer.says("Beans");
    await here.customer.seesText("Thanks !");
    expect((await ends(here)).outcome).toBe("finished");
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

describe("what a flow says", () => {
  const heardWhole = async ({ customer }: Scene, is: (body: SeenEntry["body"]) => boolean) =>
    (await customer.heard("entries", ({ entries }) => entries.some(({ body }) => is(body)))).entries.find(({ body }) =>
      is(body),
    )?.body;

  test("[FL34] is words with the workspace's files, which are copied into the conversation", async () => {
    const file = { id: "stored-photo-1", name: "Grinder.png", kind: "image" as const, type: "image/png", size: 4 };
    await testEnv.FILES.put(storedFileKey(file.id), new Uint8Array([1, 2, 3, 4]));
    const said = { kind: "text" as const, text: "This one, {{customer.name|friend}}:", files: [file] };
    const here = await scene();
    await sends(
      here,
      (await publishedFlow(flowOf(step("say", "look", { said, ...next("end") }), step("end", "end")))).id,
    );
    const body = await heardWhole(here, (each) => each.kind === "message" && each.attachments !== undefined);
    if (body?.kind !== "message") throw new Error("nothing came");
    expect(body.text).toMatch(/^This one, /);
    const [copy] = body.attachments ?? [];
    expect(copy).toEqual({ ...file, id: expect.any(String) });
    expect(copy?.id).not.toBe(file.id);
    const kept = await testEnv.FILES.get(fileKey(here.id, copy?.id ?? "", "file"));
    expect(new Uint8Array((await kept?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(new Uint8Array([1, 2, 3, 4]));
    expect((await ends(here)).outcome).toBe("finished");
  });

  test("[FL34] with a file that is gone hands over, and agents read why", async () => {
    const file = { id: "stored-gone-1", name: "a.png", kind: "image" as const, type: "image/png", size: 4 };
    const said = { kind: "text" as const, text: "Look", files: [file] };
    const here = await scene();
    await sends(
      here,
      (await publishedFlow(flowOf(step("say", "look", { said, ...next("end") }), step("end", "end")))).id,
    );
    expect(await ends(here)).toMatchObject({ outcome: "broken", fault: "content_missing" });
  });

  test("[FL34] is the card of a published article, as it is called now", async () => {
    const content = [{ type: "paragraph" as const, content: [{ type: "text" as const, text: "Turn." }] }];
    const text = { language: "en" as const, title: "The right grind", excerpt: "From fine to coarse" };
    const texts = [{ ...text, document: { type: "doc" as const, content } }];
    const article = { id: "article-of-flow", category: null, tags: [], publish: true, texts };
    await importArticle(testEnv.DB, olga, article, Date.now());
    const said = { kind: "article" as const, text: "Read", article: { id: article.id, language: "en" as const } };
    const here = await scene();
    await sends(
      here,
      (await publishedFlow(flowOf(step("say", "card", { said, ...next("end") }), step("end", "end")))).id,
    );
    const body = await heardWhole(here, (each) => each.kind === "message" && each.article !== undefined);
    expect(body).toMatchObject({ text: "Read", article: { title: "The right grind", slug: "the-right-grind" } });
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

  test("[FL17] shows before there is a conversation what it can say to anybody, and nothing else", () => {
    expect(openingOf(flow, { id: "site-shop-1", name: "Shop" }, { id: "team-1", name: "Support" }, 0)).toMatchObject({
      ...{ id: "flow-site-01", version: 4 },
      entries: [{ body: { text: "says hello" } }, { body: { text: "asks fits", buttons: ["Yes", "No"] } }],
    });
    const asksFirst = flowOf(step("call", "call", next("bye")), step("hand_over", "bye"));
    expect(openingOf({ ...flow, definition: asksFirst }, flow, flow, 0)).toBeNull();
    expect(flowOfSite({ openingFlowId: "day", outsideFlowId: "night" }, true)).toBe("day");
    expect(flowOfSite({ openingFlowId: "day", outsideFlowId: "night" }, false)).toBe("night");
    expect(flowOfSite({ openingFlowId: "day", outsideFlowId: null }, false)).toBe("day");
  });
});

describe("a flow that asks an endpoint", () => {
  const host = "api.shop.com";
  let asked: Request[] = [];
  const answers = (answer: (request: Request) => Response | Promise<Response>) => {
    asked = [];
    Object.assign(env, {
      FLOW_NETWORK: {
        fetch: (url: string, init?: RequestInit) => {
          const request = new Request(url, init);
          asked.push(request);
          return answer(request);
        },
      },
    });
  };
  const order = flowOf(
    step("ask", "number", next("call")),
    step("call", "call", {
      url: `https://${host}/orders/{{answer.number}}`,
      seconds: 2,
      take: [{ path: "order.state", key: "state", label: "State" }],
      exits: { next: "found", failed: "lost" },
    }),
    step("say", "found", { said: { kind: "text", text: "It is {{answer.state}}" }, ...next("end") }),
    step("say", "lost", { said: { kind: "text", text: "Not found" }, ...next("end") }),
    step("end", "end"),
  );

  beforeEach(async () => {
    const db = database(testEnv);
    const hosts = [{ host, header: { name: "X-Key" }, secret: "s3cret" }];
    await saveHosts(db, testEnv, { version: 0, hosts }).catch(() => {});
  });

  async function run(definition = order) {
    const here = await scene();
    await sends(here, (await publishedFlow(definition)).id);
    await here.customer.says("A/1");
    await ends(here);
    const { entries } = await here.agent.hello();
    const faults = entries.flatMap(({ body }) => (body.kind === "flow" && body.fault ? [body.fault] : []));
    return { texts: await transcript(here), faults };
  }

  test("[FL31] takes what it needs from the answer, with values escaped and the host's secret sent", async () => {
    answers(() => Response.json({ order: { state: "on its way" } }));
    expect((await run()).texts.at(-1)).toBe("It is on its way");
    expect(asked[0]?.url).toBe(`https://${host}/orders/A%2F1`);
    expect(asked[0]?.headers.get("x-key")).toBe("s3cret");
  });

  test.each([
    ["redirects to a private address", () => Response.redirect("https://127.0.0.1/", 302), "address_private"],
    ["redirects to a name that is one", () => Response.redirect("https://10-0-0-1.sslip.io/", 302), "address_private"],
    ["redirects to another host", () => Response.redirect("https://evil.com/", 302), "host_not_allowed"],
    ["redirects to http", () => Response.redirect(`http://${host}/`, 302), "host_not_allowed"],
    ["answers 10 MB", () => new Response("x".repeat(10 * 1024 * 1024)), "answer_too_large"],
    ["answers no JSON", () => new Response("<html>"), "answer_no_json"],
    ["answers without what is needed", () => Response.json({ order: {} }), "answer_incomplete"],
    ["fails", () => new Response("no", { status: 500 }), "endpoint_refused"],
    ["cannot be reached", () => Promise.reject(new Error("no route")), "endpoint_unreachable"],
  ])("[FL32] that %s takes its failure branch, and agents read why", async (_, answer, fault) => {
    answers(answer);
    const noise = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(await run()).toMatchObject({ texts: ["Hello", "asks number", "A/1", "Not found"], faults: [fault] });
    noise.mockRestore();
  });

  test("[FL5] that fails without a branch for it hands over to a person, and agents read why", async () => {
    answers(() => new Response("<html>"));
    const bare = order.steps.map((each) => (each.kind === "call" ? { ...each, exits: { next: "found" } } : each));
    const here = await scene();
    await sends(here, (await publishedFlow(flowOf(...bare))).id);
    await here.customer.says("A/1");
    expect(await ends(here)).toMatchObject({ outcome: "broken", fault: "answer_no_json" });
    expect((await stateOf(here)).waitingSince).not.toBeNull();
  });

  test("[FL5][FL32] that hangs takes its failure branch when its time is over", async () => {
    answers(
      (request) =>
        new Promise((_, reject) => request.signal.addEventListener("abort", () => reject(new Error("aborted")))),
    );
    expect(
      await run(flowOf(...order.steps.map((each) => (each.kind === "call" ? { ...each, seconds: 1 } : each)))),
    ).toMatchObject({
      faults: ["endpoint_slow"],
    });
  });
});
