import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterEach, beforeEach, test, vi } from "vitest";
import { TestOffice } from "../testing/office.ts";
import { soon } from "../testing/soon.ts";

/**
 * The invariant of conversation.spec.md (CV46) under whatever happens, in any order. 100 runs that are always the same in
 * `npm test`; 1,000 that are always others in `npm run nightly`.
 */
const nightly = env.FALA_NIGHTLY === "1";
const runs = nightly ? 1_000 : 100;
const longestMs = nightly ? 3_600_000 : 300_000;

beforeEach(() => {
  // Ahead of the real clock, from the first run on: alarms go off when the test says so.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3600_000 });
});

afterEach(() => {
  vi.useRealTimers();
});

/** How much there is of what, so that a command is only tried where it can mean something. */
type Model = { talks: number; teams: number };
type Command = fc.AsyncCommand<Model, TestOffice>;

function command(
  name: string,
  run: (model: Model, office: TestOffice) => Promise<unknown>,
  check?: (model: Model) => boolean,
): Command {
  return {
    check: (model) => check?.(model) ?? true,
    run: async (model, office) => void (await run(model, office)),
    toString: () => name,
  };
}

const hasTalk = ({ talks }: Model) => talks > 0;
const at = <T>(all: readonly T[], index: number): T => {
  const found = all[index % all.length];
  if (found === undefined) throw new Error("nothing there");
  return found;
};
const number = fc.nat({ max: 11 });

const starts = number.map((which) =>
  command(`a customer starts in team ${which}`, async (model, office) => {
    await office.starts(at(office.liveTeams, which));
    model.talks += 1;
  }),
);
const writes = number.map((which) =>
  command(`customer ${which} writes`, (_, office) => office.writes(at(office.talks, which)), hasTalk),
);
const says = fc
  .tuple(number, fc.constantFrom("available", "busy", "away"))
  .map(([who, said]) => command(`agent ${who} says ${said}`, (_, office) => office.says(at(office.people, who), said)));
const comes = number.map((who) => command(`agent ${who} comes`, (_, office) => office.comes(at(office.people, who))));
const goes = number.map((who) =>
  command(`agent ${who} closes every console`, async (_, office) => office.goes(at(office.people, who))),
);
const leaves = number.map((who) =>
  command(`agent ${who} leaves the company`, (_, office) => office.leaves(at(office.people, who))),
);
const acts = fc
  .tuple(number, number, number, fc.constantFrom("take", "reply", "done", "snooze", "to_agent", "to_team"))
  .map(([who, which, other, what]) =>
    command(
      `agent ${who}, conversation ${which}: ${what} ${other}`,
      async (_, office) => {
        const [person, talk] = [at(office.people, who), at(office.talks, which)];
        const [colleague, team] = [at(office.people, other).agent.id, at(office.liveTeams, other).id];
        const asked = {
          take: { kind: "take", expected: null },
          reply: { kind: "message", text: "An answer" },
          done: { kind: "status", to: "done", until: null },
          snooze: { kind: "status", to: "snoozed", until: Date.now() + 90_000 },
          to_agent: { kind: "transfer", to: { kind: "agent", id: colleague }, comment: null },
          to_team: { kind: "transfer", to: { kind: "team", id: team }, comment: null },
        } as const;
        if (person.active) await office.does(person, talk, asked[what]);
      },
      hasTalk,
    ),
  );
const evicts = fc
  .tuple(number, fc.boolean())
  .map(([which, cut]) =>
    command(`object ${which} is ${cut ? "cut off" : "evicted"}`, (_, office) =>
      office.evicts(at(office.stubs(), which), cut),
    ),
  );
const jumps = fc
  .constantFrom(1_000, 70_000, 130_000, 190_000, 660_000)
  .map((ms) => command(`${ms / 1_000} s pass`, async () => void vi.setSystemTime(Date.now() + ms)));
const deletes = number.map((which) =>
  command(
    `team ${which} is deleted`,
    async (model, office) => {
      const team = at(office.teams, which);
      const into = office.teams.find(({ id }) => id !== team.id);
      if (into !== undefined) await office.deletesTeam(team, into);
      model.teams -= 1;
    },
    ({ teams }) => teams > 1,
  ),
);

const commands = fc.commands(
  [
    starts,
    starts,
    writes,
    writes,
    says,
    comes,
    comes,
    goes,
    leaves,
    acts,
    acts,
    acts,
    evicts,
    evicts,
    jumps,
    jumps,
    deletes,
  ],
  { maxCommands: 12, size: "max" },
);
const method = fc.constantFrom("manual", "round_robin", "balanced");

test(
  `[CV46] no open conversation without an owner who can answer or a ringing inbox, whatever happens; and loads are true (${runs} runs)`,
  async () => {
    // What cannot be reached while it is put out of memory is tried again: that is said in the log.
    vi.spyOn(console, "warn").mockImplementation(() => {});
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(method, method),
        fc.integer({ min: 1, max: 3 }),
        commands,
        async (methods, limit, all) => {
          const office = await TestOffice.open(methods, limit);
          try {
            await fc.asyncModelRun(() => ({ model: { talks: 0, teams: 2 }, real: office }), all);
            await office.settles();
            await soon(() => office.mustBeKept());
          } finally {
            office.close();
          }
        },
      ),
      // What fails is told, with the shortest way there that is found in time.
      {
        numRuns: runs,
        timeout: 60_000,
        interruptAfterTimeLimit: longestMs - 30_000,
        markInterruptAsFailure: true,
        ...(nightly ? {} : { seed: 20_261_125 }),
      },
    );
  },
  longestMs,
);
