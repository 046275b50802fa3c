import type { FlowDefinition, FlowStep } from "#protocol/flow";
import { t } from "./flow-intl.ts";
import { newStep } from "./flow-edit.ts";

export type FlowTemplate = { name: string; text: string; definition: FlowDefinition };

const names = ["contact", "triage", "hours", "order", "survey"] as const;

/** What a flow can begin with, in the language of whoever begins it. Where they stand on the canvas is found out afterwards. */
export function flowTemplates(): FlowTemplate[] {
  return names.map((name) => ({
    name: t(`flows.template.${name}`),
    text: t(`flows.template.${name}.text`),
    definition: { start: "first", person: true, steps: templates[name]() },
  }));
}

type Of<Kind extends FlowStep["kind"]> = Extract<FlowStep, { kind: Kind }>;

const templates: Record<(typeof names)[number], () => FlowStep[]> = {
  contact: () => [
    say("first", t("flows.template.contact.hello"), "name"),
    ask(
      "name",
      t("flows.template.contact.name"),
      { kind: "text", least: 2, most: 80 },
      "name",
      t("flows.template.word.name"),
      {
        exits: { next: "mail" },
        fills: "name",
      },
    ),
    mail(t("flows.template.contact.mail", { name: "{{answer.name}}" }), { next: "phone", failed: "hand" }),
    ask("phone", t("flows.template.contact.phone"), { kind: "phone" }, "phone", t("flows.template.word.phone"), {
      exits: { next: "matter", failed: "matter" },
    }),
    matter("hand"),
    handOver("hand", t("flows.template.contact.thanks"), t("flows.template.contact.note")),
  ],
  triage: () => [
    ask(
      "first",
      t("flows.template.triage.question"),
      buttons(["order", "product", "other"]),
      "about",
      t("flows.template.word.about"),
      {
        exits: { "option:order": "tagOrder", "option:product": "tagProduct", next: "hand" },
      },
    ),
    tag("tagOrder", t("flows.template.word.order"), "team"),
    tag("tagProduct", t("flows.template.word.product"), "hand"),
    { ...of("hand_over", "team"), to: { kind: "team", id: null }, text: t("flows.template.triage.thanks") },
    handOver("hand", t("flows.template.triage.thanks"), ""),
  ],
  hours: () => [
    {
      ...of("branch", "first"),
      cases: [
        {
          id: "1",
          label: t("flows.template.hours.closed"),
          conditions: [{ about: "hours", key: "", test: "is", values: ["closed"] }],
        },
        {
          id: "2",
          label: t("flows.template.hours.nobody"),
          conditions: [{ about: "availability", key: "", test: "is", values: ["nobody"] }],
        },
      ],
      exits: { "case:1": "sorry", "case:2": "busy", otherwise: "hand" },
    },
    say("sorry", t("flows.template.hours.sorry"), "mail"),
    say("busy", t("flows.template.hours.busy"), "mail"),
    mail(t("flows.template.hours.mail"), { next: "matter", failed: "matter" }),
    matter("end"),
    { ...of("end", "end"), text: t("flows.template.hours.end"), leaves: "open" },
    handOver("hand", t("flows.template.hours.hand"), ""),
  ],
  order: () => [
    ask(
      "first",
      t("flows.template.order.number"),
      { kind: "text", least: 3, most: 40 },
      "order_number",
      t("flows.template.word.orderNumber"),
      {
        exits: { next: "call" },
      },
    ),
    {
      ...of("call", "call"),
      url: "https://api.example.com/orders/{{answer.order_number}}",
      take: [
        { path: "status", key: "order_status", label: t("flows.template.word.status") },
        { path: "arrives", key: "arrives_on", label: t("flows.template.word.arrives") },
      ],
      exits: { next: "tell", failed: "sorry" },
    },
    say(
      "tell",
      t("flows.template.order.tell", {
        number: "{{answer.order_number}}",
        status: "{{answer.order_status}}",
        arrives: "{{answer.arrives_on}}",
      }),
      "more",
    ),
    ask("more", t("flows.template.order.more"), buttons(["yes", "no"]), "", "", {
      exits: { "option:yes": "hand", "option:no": "end", next: "hand" },
    }),
    say("sorry", t("flows.template.order.sorry"), "hand"),
    handOver("hand", t("flows.template.order.hand"), t("flows.template.order.note")),
    { ...of("end", "end"), text: t("flows.template.order.end"), leaves: "done" },
  ],
  survey: () => [
    ask(
      "first",
      t("flows.template.survey.question"),
      { kind: "rating", look: "stars", most: 5 },
      "rating",
      t("flows.template.word.rating"),
      {
        exits: { next: "how" },
      },
    ),
    {
      ...of("branch", "how"),
      cases: [
        {
          id: "1",
          label: t("flows.template.survey.unhappy"),
          conditions: [{ about: "answer", key: "rating", test: "at_most", values: ["3"] }],
        },
      ],
      exits: { "case:1": "why", otherwise: "thanks" },
    },
    ask(
      "why",
      t("flows.template.survey.why"),
      { kind: "text", least: 1, most: 1000 },
      "why",
      t("flows.template.word.why"),
      {
        exits: { next: "tag", failed: "tag" },
      },
    ),
    tag("tag", t("flows.template.survey.tag"), "end"),
    { ...of("end", "thanks"), text: t("flows.template.survey.thanks"), leaves: "done" },
    { ...of("end", "end"), text: t("flows.template.survey.sorry"), leaves: "open" },
  ],
};

/** A step of a kind with everything as the editor would begin it. */
function of<Kind extends FlowStep["kind"]>(kind: Kind, id: string): Of<Kind> {
  const made = newStep(kind, id, { x: 0, y: 0 });
  if (!isOf(made, kind)) throw new Error(`${kind} is not made as one`);
  return made;
}

function isOf<Kind extends FlowStep["kind"]>(step: FlowStep, kind: Kind): step is Of<Kind> {
  return step.kind === kind;
}

function say(id: string, text: string, next: string): FlowStep {
  return { ...of("say", id), said: { kind: "text", text }, exits: { next } };
}

function ask(
  id: string,
  text: string,
  answer: Of<"ask">["answer"],
  key: string,
  label: string,
  more: Partial<Of<"ask">>,
): FlowStep {
  return { ...of("ask", id), text, answer, key, label, ...more };
}

function mail(text: string, exits: Of<"ask">["exits"]): FlowStep {
  return ask("mail", text, { kind: "email" }, "email", t("flows.template.word.mail"), { exits, fills: "email" });
}

function matter(next: string): FlowStep {
  const answer = { kind: "text", least: 3, most: 1000 } as const;
  const exits = { next };
  return ask("matter", t("flows.template.contact.matter"), answer, "matter", t("flows.template.word.matter"), {
    exits,
  });
}

function buttons(options: readonly ("order" | "product" | "other" | "yes" | "no")[]): Of<"ask">["answer"] {
  return { kind: "buttons", options: options.map((id) => ({ id, text: t(`flows.template.option.${id}`) })) };
}

function tag(id: string, words: string, next: string): FlowStep {
  return { ...of("set", id), set: { what: "tag", tag: words, on: true }, exits: { next } };
}

function handOver(id: string, text: string, note: string): FlowStep {
  return { ...of("hand_over", id), text, note };
}
