import type { Step } from "../conversation/step.domain.ts";
import type { CallPerson } from "../protocol/call.ts";

type Agent = { kind: "agent"; id: string; name: string };

/** A video call that an agent asked for, as it stands in the log afterwards. `id` makes an id for each of its steps. */
export function pastCall(
  at: number,
  seconds: number,
  { agent, customer }: { agent: Agent; customer: { id: string; name: string | null } },
  id: (step: number) => string,
): Step[] {
  const call = id(0);
  const rung = { kind: "customer" as const, id: customer.id };
  const people: [Agent | typeof rung, CallPerson][] = [
    [agent, { id: agent.id, kind: "agent", name: agent.name }],
    [rung, { id: "customer", kind: "customer", name: customer.name }],
  ];
  const request = {
    do: "request",
    call,
    purpose: "video",
    transport: "mesh",
    calleeHere: true,
    allowed: true,
  } as const;
  return [
    { at, actor: agent, command: { kind: "call", id: call, step: request } },
    { at: at + 6_000, actor: rung, command: { kind: "call", id: id(1), step: { do: "accept", call } } },
    ...people.map(([actor, person], index): Step => ({
      at: at + 8_000 + index * 3_000,
      actor,
      command: { kind: "call", id: id(2 + index), step: { do: "enter", call, person } },
    })),
    {
      at: at + 11_000 + seconds * 1_000,
      actor: agent,
      command: { kind: "call", id: id(4), step: { do: "end", call } },
    },
  ];
}
