import { env } from "cloudflare:test";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { importArticle } from "../article/article-import.store.ts";
import { fileKey } from "../attachment/attachment.domain.ts";
import { saveHosts } from "../flow/flow-host.store.ts";
import { retryWords } from "../flow/flow-words.domain.ts";
import { database } from "../platform/database.ts";
import type { SeenEntry } from "../protocol/entry.ts";
import type { FlowCondition, FlowDefinition } from "../protocol/flow.ts";
import type { FlowFault } from "../protocol/flow-run.ts";
import { storedFileKey } from "../stored-file/stored-file.domain.ts";
import { scene } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { ends, type FlowScene, next, olga, sends, stateOf, transcript } from "../testing/flow-scene.ts";
import { flowOf, step } from "../testing/flows.ts";
import { publishedFlow } from "../testing/published-flows.ts";

describe("a flow that came past the editor", () => {
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
});

describe("what a flow says", () => {
  const heardWhole = async ({ customer }: FlowScene, is: (body: SeenEntry["body"]) => boolean) =>
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
      // As long as one may wait: none of these is a test of how quick this machine is.
      seconds: 15,
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
