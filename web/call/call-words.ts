import type { Call, CallFact, CallPerson } from "#protocol/call";
import type { ErrorCode } from "#protocol/error";
import { makeIntl } from "../intl/intl.ts";
import { startOnce } from "../intl/start-once.ts";
import type { DeviceTrouble, Wanted } from "../media/device-trouble.ts";
import type { Quality } from "../media/quality.ts";

/** The texts of calls, which load with the first one: console and frame share them. Ready after `startCallWords`. */
export const callIntl = makeIntl({
  load: {
    en: () => import("../intl/calls.en.ts"),
    "pt-BR": () => import("../intl/calls.pt-br.ts"),
  },
});

export const { t: tc } = callIntl;

/** Resolves when the texts are there. */
export const startCallWords = startOnce(() => callIntl.start());

const refusals = [
  ...(["call_running", "call_over", "call_answered", "call_unanswered", "call_full", "call_unavailable"] as const),
  ...(["calls_off", "customer_not_here", "not_host", "unavailable"] as const),
];

/** Why something about a call did not happen, and what to do. */
export function refusalText(code: ErrorCode): string {
  return tc(`call.refused.${refusals.find((each) => each === code) ?? "internal"}`);
}

export function troubleText(wanted: Wanted, trouble: DeviceTrouble): string {
  if (wanted === "screen") return tc(`call.trouble.screen.${trouble}`);
  return tc(`call.trouble.${wanted}.${trouble === "cancelled" ? "denied" : trouble}`);
}

export function qualityText(quality: Quality, name: string): string {
  return quality === "lost" ? tc("call.quality.lost", { name }) : tc(`call.quality.${quality}`);
}

export function personName({ name, kind }: CallPerson): string {
  return name ?? (kind === "customer" ? tc("call.customer") : tc("call.somebody"));
}

/** Who the others of a call are, for its title: whom this page talks to. */
export function othersText(call: Call, me: string, nameOf: (person: CallPerson) => string, fallback: string): string {
  const others = call.people.filter(({ id }) => id !== me).map(nameOf);
  if (others.length > 0) return callIntl.list(others);
  return call.by.id === me ? fallback : nameOf(call.by);
}

/** "1:05", "1:02:03". */
export function durationText(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  const rest = two(Math.floor(seconds) % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** What happened to a call, for one side. `me`: this reader as somebody in calls; `by`: the entry's author, null the system. */
export function callFactText(
  fact: CallFact,
  { me, by, nameOf = personName }: { me: string; by: CallPerson | null; nameOf?: (person: CallPerson) => string },
): string {
  const who = by === null ? tc("call.somebody") : nameOf(by);
  const mine = by?.id === me;
  switch (fact.kind) {
    case "requested":
      if (mine) return tc(`call.fact.requestedYou.${fact.purpose}`);
      // Whose screen it is to be, they know as their own.
      if (fact.purpose === "desktop" && me === "customer") return tc("call.fact.requestedOfYou.desktop", { who });
      return tc(`call.fact.requested.${fact.purpose}`, { who });
    case "accepted":
      return mine ? tc("call.fact.acceptedYou") : tc("call.fact.accepted", { who });
    case "declined":
      return mine ? tc("call.fact.declinedYou") : tc("call.fact.declined", { who });
    case "missed":
      return tc("call.fact.missed");
    case "cancelled":
      return mine ? tc("call.fact.cancelledYou") : tc("call.fact.cancelled", { who });
    case "joined":
      return fact.person.id === me ? tc("call.fact.joinedYou") : tc("call.fact.joined", { who: nameOf(fact.person) });
    case "left":
      return fact.person.id === me
        ? tc(`call.fact.${fact.how}You`)
        : tc(`call.fact.${fact.how}`, { who: nameOf(fact.person) });
    case "desktop": {
      const what = fact.on ? "desktopOn" : "desktopOff";
      return fact.person.id === me ? tc(`call.fact.${what}You`) : tc(`call.fact.${what}`, { who: nameOf(fact.person) });
    }
    case "invited": {
      if (fact.names.length === 0) return mine ? tc("call.fact.linkedYou") : tc("call.fact.linked", { who });
      const names = callIntl.list(fact.names);
      return mine ? tc("call.fact.invitedYou", { names }) : tc("call.fact.invited", { who, names });
    }
    case "moved_to_mesh":
      return tc("call.fact.movedToMesh");
    case "ended":
      if (fact.how === "nobody_came") return tc("call.fact.nobodyCame");
      return fact.seconds === 0
        ? tc("call.fact.endedUnstarted")
        : tc("call.fact.ended", { time: durationText(fact.seconds) });
    default:
      return fact satisfies never;
  }
}
