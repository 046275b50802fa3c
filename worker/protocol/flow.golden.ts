import type { ClientMessage } from "./client-message.ts";
import type { Entry } from "./entry.ts";
import type { FlowRun } from "./flow-run.ts";
import type { GoldenFrames } from "./frames.golden.ts";
import type { CustomerServerMessage } from "./server-message.ts";

/** What flows say over a conversation's socket: a part of frames.golden.ts. */
const at = 1_790_000_000_000;

export const flowClientFrames: GoldenFrames<ClientMessage> = [
  [
    '{"kind":"message","id":"command-01f","text":"Nov 25","answers":{"target":4,"value":"2026-11-25"}}',
    { kind: "message", id: "command-01f", text: "Nov 25", answers: { target: 4, value: "2026-11-25" } },
  ],
  [
    '{"kind":"flow","id":"command-08b","do":"start","flow":"flow-survey"}',
    { kind: "flow", id: "command-08b", do: "start", flow: "flow-survey" },
  ],
  ['{"kind":"flow","id":"command-08c","do":"stop"}', { kind: "flow", id: "command-08c", do: "stop" }],
  ['{"kind":"flow","id":"command-08d","do":"person"}', { kind: "flow", id: "command-08d", do: "person" }],
];

const run: FlowRun = {
  ...{ id: "run-0000001", flow: { id: "flow-survey", name: "Survey" }, version: 3, startedAt: at },
  ...{ by: { id: "agent-ana-1", name: "Ana" }, step: "ask1", waits: { kind: "answer", until: at } },
  ...{ turn: 2, tries: 0, passed: 2, jumps: 0, person: true },
};
const runWire =
  '{"id":"run-0000001","flow":{"id":"flow-survey","name":"Survey"},"version":3,"startedAt":1790000000000,"by":{"id":"agent-ana-1","name":"Ana"},"step":"ask1","waits":{"kind":"answer","until":1790000000000},"turn":2,"tries":0,"passed":2,"jumps":0,"person":true}';

/** As agents see them. */
export const flowEntries: GoldenFrames<Entry> = [
  [
    '{"seq":17,"id":"command-17","at":1790000000000,"author":{"kind":"system"},"body":{"kind":"message","text":"How was it?","editedAt":null,"deletedAt":null,"ask":{"answer":{"kind":"rating","look":"stars","most":5}}}}',
    {
      ...{ seq: 17, id: "command-17", at, author: { kind: "system" } },
      body: {
        ...{ kind: "message", text: "How was it?", editedAt: null, deletedAt: null },
        ask: { answer: { kind: "rating", look: "stars", most: 5 } },
      },
    },
  ],
  [
    `{"seq":18,"id":"command-17.1","at":1790000000000,"author":{"kind":"system"},"body":{"kind":"flow","did":"ended","run":${runWire},"passed":["ask1"],"outcome":"handed_over","fault":"tries_used_up","collected":[{"key":"stars","label":"Stars","value":4,"shown":"4/5","at":1790000000000}],"set":{"tags":["survey"]}}}`,
    {
      ...{ seq: 18, id: "command-17.1", at, author: { kind: "system" } },
      body: {
        ...{ kind: "flow", did: "ended", run, passed: ["ask1"], outcome: "handed_over", fault: "tries_used_up" },
        collected: [{ key: "stars", label: "Stars", value: 4, shown: "4/5", at }],
        set: { tags: ["survey"] },
      },
    },
  ],
];

export const flowFrames: GoldenFrames<CustomerServerMessage> = [
  [
    '{"kind":"entries","entries":[{"seq":2,"id":"e2","at":1790000000000,"author":{"kind":"system"},"body":{"kind":"flow","did":"began","person":true,"handedOver":false}}]}',
    {
      kind: "entries",
      entries: [
        {
          ...{ seq: 2, id: "e2", at, author: { kind: "system" } },
          body: { kind: "flow", did: "began", person: true, handedOver: false },
        },
      ],
    },
  ],
];

/** What a conversation's state says of flows where there never was one, and its wire. */
export const noFlows = {
  ...{ flow: null, asked: null, collected: [], tags: [] },
  priority: "normal" as const,
  runs: [],
};
export const noFlowsWire = '"flow":null,"asked":null,"collected":[],"tags":[],"priority":"normal","runs":[]';
