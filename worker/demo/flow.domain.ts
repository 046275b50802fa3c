import { grinderPhoto } from "./photo.domain.ts";
import type { FlowDefinition, FlowStep } from "../protocol/flow.ts";

/** A flow of the demo: its draft, whether that runs, and how its runs of the last weeks ended, as shares of a hundred. */
export type DemoFlow = {
  id: string;
  name: string;
  description: string;
  draft: FlowDefinition;
  published: boolean;
  runs: number;
  ends: { outcome: "finished" | "handed_over" | "person" | "taken_over" | "left"; step: string; share: number }[];
};

const at = (x: number, y: number) => ({ x, y });
const flow = (...steps: FlowStep[]): FlowDefinition => ({ start: steps[0]?.id ?? null, person: true, steps });

function say(id: string, position: FlowStep["position"], text: string, next: string): FlowStep {
  return { kind: "say", id, position, name: "", exits: { next }, said: { kind: "text", text }, typingSeconds: 1 };
}

type Ask = Extract<FlowStep, { kind: "ask" }>;

function ask(
  id: string,
  position: FlowStep["position"],
  text: string,
  more: Partial<Ask> & Pick<Ask, "answer" | "exits">,
): Ask {
  return {
    ...{ kind: "ask", id, position, name: "", text, typingSeconds: 1 },
    ...{ key: "", label: "", retry: "", tries: 3, fills: null },
    ...more,
  };
}

function handOver(
  id: string,
  position: FlowStep["position"],
  team: string | null,
  text: string,
  note: string,
): FlowStep {
  const to = team === null ? ({ kind: "here" } as const) : ({ kind: "team", id: team } as const);
  return { kind: "hand_over", id, position, name: "", exits: {}, to, text, note };
}

/** What Serra Coffee lets flows do: the first questions, a survey afterwards, and one that is still being drawn. */
export const demoFlows: DemoFlow[] = [
  {
    id: "flow-first-questions",
    name: "First questions",
    description: "Asks what it is about and collects what we need, then hands over to the right team.",
    published: true,
    runs: 214,
    ends: [
      { outcome: "handed_over", step: "to-support", share: 41 },
      { outcome: "handed_over", step: "to-sales", share: 17 },
      { outcome: "finished", step: "bye", share: 19 },
      { outcome: "person", step: "about", share: 5 },
      { outcome: "taken_over", step: "order", share: 3 },
      { outcome: "left", step: "order", share: 8 },
      { outcome: "left", step: "about", share: 5 },
      { outcome: "left", step: "mail", share: 2 },
    ],
    draft: flow(
      say("hello", at(0, 0), "Hello! A few questions, then the right person helps you.", "about"),
      ask("about", at(352, 0), "What is it about?", {
        key: "about",
        label: "About",
        answer: {
          kind: "buttons",
          options: [
            { id: "order", text: "My order" },
            { id: "brewing", text: "Brewing coffee" },
            { id: "office", text: "Coffee for our office" },
          ],
        },
        exits: { "option:order": "order", "option:brewing": "grind", "option:office": "mail", next: "to-support" },
      }),
      ask("order", at(704, -136), "What is your order number? It stands in the confirmation.", {
        key: "order_number",
        label: "Order number",
        answer: { kind: "text", least: 4, most: 20 },
        retry: "That looks too short. The number stands in your confirmation, like SC-10482.",
        exits: { next: "tag-order", failed: "to-support" },
      }),
      {
        ...{ kind: "set", id: "tag-order", position: at(1056, -136), name: "", exits: { next: "to-support" } },
        set: { what: "tag", tag: "order", on: true },
      },
      {
        ...{ kind: "say", id: "grind", position: at(704, 40), name: "", exits: { next: "solved" }, typingSeconds: 1 },
        said: {
          kind: "article",
          text: "This may already answer it:",
          article: { id: "article-grind", language: "en" },
        },
      },
      ask("solved", at(1056, 40), "Did that help?", {
        answer: {
          kind: "buttons",
          options: [
            { id: "yes", text: "Yes, thank you" },
            { id: "no", text: "Not yet" },
          ],
        },
        exits: { "option:yes": "bye", "option:no": "to-support", next: "to-support" },
      }),
      ask(
        "mail",
        at(704, 208),
        "How many people drink coffee there, and where do we send an offer? Your e-mail, please.",
        {
          key: "email",
          label: "E-mail",
          answer: { kind: "email" },
          fills: "email",
          exits: { next: "to-sales", failed: "to-sales" },
        },
      ),
      handOver(
        "to-support",
        at(1408, -136),
        "team-support",
        "Thank you! Somebody is with you in a moment.",
        "Came through the first questions.",
      ),
      {
        ...{ kind: "end", id: "bye", position: at(1408, 40), name: "", exits: {} },
        ...{ text: "Enjoy your coffee ☕", leaves: "done" },
      },
      handOver(
        "to-sales",
        at(1408, 208),
        "team-sales",
        "Thank you, {{customer.first_name|and hello}}! Sales will be with you.",
        "Office coffee.",
      ),
    ),
  },
  {
    id: "flow-how-was-it",
    name: "How was it?",
    description: "Sent at the end of a conversation: a rating, and the reason where it is low.",
    published: true,
    runs: 96,
    ends: [
      { outcome: "finished", step: "thanks", share: 68 },
      { outcome: "finished", step: "sorry", share: 11 },
      { outcome: "left", step: "rating", share: 17 },
      { outcome: "left", step: "why", share: 4 },
    ],
    draft: flow(
      ask("rating", at(0, 0), "How did we do today?", {
        key: "rating",
        label: "Rating",
        answer: { kind: "rating", look: "stars", most: 5 },
        exits: { next: "how", failed: "sorry" },
      }),
      {
        ...{
          kind: "branch",
          id: "how",
          position: at(352, 0),
          name: "Happy?",
          exits: { "case:low": "why", otherwise: "thanks" },
        },
        cases: [
          {
            id: "low",
            label: "Three stars or fewer",
            conditions: [{ about: "answer", key: "rating", test: "at_most", values: ["3"] }],
          },
        ],
      },
      ask("why", at(704, -64), "What should we do better?", {
        key: "reason",
        label: "Reason",
        answer: { kind: "text", least: 1, most: 1000 },
        exits: { next: "tag", failed: "sorry" },
      }),
      {
        ...{ kind: "set", id: "tag", position: at(1056, -64), name: "", exits: { next: "sorry" } },
        set: { what: "tag", tag: "unhappy", on: true },
      },
      {
        ...{ kind: "end", id: "sorry", position: at(1408, -64), name: "", exits: {} },
        ...{ text: "Thank you for telling us. We will look into it.", leaves: "open" },
      },
      {
        ...{ kind: "end", id: "thanks", position: at(704, 112), name: "", exits: {} },
        ...{ text: "Thank you! That makes our day.", leaves: "done" },
      },
    ),
  },
  {
    id: "flow-damaged",
    name: "Damaged on arrival",
    description: "Asks for a photo and what happened, so that whoever takes over can replace it at once.",
    published: true,
    runs: 38,
    ends: [
      { outcome: "handed_over", step: "to-support", share: 71 },
      { outcome: "person", step: "photo", share: 11 },
      { outcome: "taken_over", step: "what", share: 5 },
      { outcome: "left", step: "photo", share: 13 },
    ],
    draft: flow(
      {
        ...{ kind: "say", id: "look", position: at(0, 0), name: "", exits: { next: "photo" }, typingSeconds: 1 },
        said: { kind: "text", text: "We are **sorry**! A photo helps us most, like this one:", files: [grinderPhoto] },
      },
      ask("photo", at(352, 0), "Please send us one of what arrived.", {
        key: "photo",
        label: "Photo",
        answer: { kind: "file", kinds: ["image"] },
        retry: "That was no picture. A photo from your phone is fine.",
        exits: { next: "what", failed: "what" },
      }),
      ask("what", at(704, 0), "What happened to it?", {
        key: "what",
        label: "What happened",
        answer: { kind: "text", least: 1, most: 1000 },
        exits: { next: "tag", failed: "tag" },
      }),
      {
        ...{ kind: "set", id: "tag", position: at(1056, 0), name: "", exits: { next: "urgent" } },
        set: { what: "tag", tag: "damaged", on: true },
      },
      {
        ...{ kind: "set", id: "urgent", position: at(1408, 0), name: "", exits: { next: "to-support" } },
        set: { what: "priority", to: "high" },
      },
      handOver("to-support", at(1760, 0), "team-support", "Thank you! We look at it now.", "Arrived damaged."),
    ),
  },
  {
    id: "flow-outside-hours",
    name: "Outside hours",
    description: "For nights and holidays. Still being drawn.",
    published: false,
    runs: 0,
    ends: [],
    draft: flow(
      {
        ...{ kind: "branch", id: "hours", position: at(0, 0), name: "", exits: { "case:closed": "sorry" } },
        cases: [
          {
            id: "closed",
            label: "We are closed",
            conditions: [{ about: "hours", key: "", test: "is", values: ["closed"] }],
          },
        ],
      },
      say("sorry", at(352, -24), "We are closed right now. Where can we write to you?", "mail"),
      ask("mail", at(704, -24), "Your e-mail, please.", {
        key: "email",
        label: "E-mail",
        answer: { kind: "email" },
        fills: "email",
        exits: { next: "end" },
      }),
      {
        ...{ kind: "end", id: "end", position: at(1056, -24), name: "", exits: {} },
        ...{ text: "Thank you, {{answer.name}}! You will hear from us.", leaves: "open" },
      },
    ),
  },
];
