import { number } from "../pace.ts";
import { inTurn } from "../products.ts";
import { check, type Evidence } from "./checker.ts";
import { type Conversation, type Opening, openConversations, talk } from "./conversations.ts";
import type { Build, Host, House } from "./house.ts";
import type { Participant } from "./participant.ts";
import { progressOf } from "./progress.ts";
import { indexDiffers, type ReadBack, readBack, readExport } from "./reading.ts";
import { Recorder } from "./recorder.ts";
import type { Turn } from "./words.ts";

/** How much is tried: in the run that counts, and in the quick one. */
export type Size = { conversations: number; perSecond: number; rounds: number };

export type Scene = {
  house: House;
  conversations: readonly Conversation[];
  people: () => readonly Participant[];
  size: Size;
  note: (name: string, figure: number) => void;
  /** What is being done, for whoever waits for it. */
  is: (at: string) => void;
  /** Seconds until this is so for everybody; null: not within so many. */
  until: (isSo: (each: Participant) => boolean, within: number) => Promise<number | null>;
  /** Begins so many more conversations, which count like the others. */
  begin: (count: number) => Promise<void>;
  /** From now on nobody says anything. */
  hush: () => void;
  /** Something that must not be and that only this experiment looks for. */
  wrong: (what: string) => void;
};

export type Experiment = {
  name: string;
  build: Build;
  /** Absent: `wrangler dev`. The quick run has no other than `direct`. */
  host?: Host;
  /** About how long the full one takes, on two cores that have nothing else to do. */
  seconds: number;
  full: Size;
  /** Absent: not part of the quick run, which makes all of its experiments at once, in one faulty build. */
  quick?: Size;
  /** Not at once with others, not even in the quick run. */
  alone?: true;
  /** Seconds in which everybody must have everything after the fault has gone. */
  recoversWithin: number;
  /** Seconds in which the index must agree with the logs afterwards. */
  agreesWithin: number;
  keepsAuthorsOrder?: boolean;
  opening?: (house: House) => Surroundings | Promise<Surroundings>;
  /** Does what is to be borne while everybody talks; over when the fault is over. */
  disturb: (scene: Scene) => Promise<void>;
  /** Whatever is to be taken away again. */
  after?: (house: House) => Promise<void> | void;
};

type Surroundings = Partial<Pick<Opening, "origin" | "weather" | "windows" | "dialogues">>;

export type Row = {
  experiment: string;
  conversations: number;
  given: number;
  acknowledged: number;
  lost: number;
  doubled: number;
  reordered: number;
  leaked: number;
  refused: number;
  indexDiffers: number;
  /** What only this experiment looks for. */
  wrong: number;
  /** Null: not in the time that is allowed. */
  secondsToRecover: number | null;
  secondsToAgree: number | null;
  held: boolean;
} & Record<string, unknown>;

/** Makes one experiment in a house that runs, and says what came of it. `tell` gets whatever was not kept, in words. */
export async function conduct(
  experiment: Experiment,
  {
    house,
    dialogues,
    quick,
    tell,
  }: { house: House; dialogues: Turn[][]; quick: boolean; tell: (line: string) => void },
): Promise<Row> {
  const wanted = (quick ? experiment.quick : undefined) ?? experiment.full;
  const size = { ...wanted, conversations: number("CONVERSATIONS", wanted.conversations) };
  const recorder = new Recorder();
  const notes: Record<string, number> = {};
  const wrong: string[] = [];
  const opening = (await experiment.opening?.(house)) ?? {};
  const open = (count: number) => openConversations({ house, recorder, dialogues, count, ...opening });
  const conversations: Conversation[] = [];
  const people = () => conversations.flatMap((each) => each.people);
  using progress = progressOf(tell, () => `${recorder.given} given, ${recorder.acknowledged} acknowledged`);
  await using afterwards = new AsyncDisposableStack();
  afterwards.defer(async () => {
    for (const each of people()) each.leave();
    await experiment.after?.(house);
  });
  progress.is(`opens ${size.conversations} conversations`);
  conversations.push(...(await open(size.conversations)));
  await until(people, isUnsettled, 120);
  progress.is("everybody talks");
  const hush = talk(conversations, size.perSecond);
  try {
    const note = (name: string, figure: number) => (notes[name] = figure);
    await experiment.disturb({
      ...{ house, conversations, people, size, note, hush, is: progress.is },
      until: (isSo, within) => until(people, (each) => !isSo(each), within),
      begin: async (count) => void conversations.push(...(await open(count))),
      wrong: (what) => wrong.push(what),
    });
  } finally {
    hush();
  }
  // The quick run says whether everything comes right, not how quick the machine is.
  const within = (seconds: number) => (quick ? patienceSeconds : seconds);
  progress.is("waits until everybody has everything");
  const recovery = await recovered(house, conversations, within(experiment.recoversWithin));
  for (const late of recovery.late.slice(0, 5)) tell(`not recovered, of ${recovery.late.length}: ${late}`);
  progress.is("waits until the index agrees with the logs");
  const { differing, seconds: secondsToAgree } = await agreed(house, conversations, within(experiment.agreesWithin));
  progress.is("compares what everybody has");
  const evidence = await inTurn(conversations.length, async (index): Promise<Evidence> => {
    const conversation = conversations[index];
    const read = recovery.read.get(conversation?.id ?? "");
    if (conversation === undefined || read === undefined) throw new Error(`${conversation?.id} was not read back`);
    const held = conversation.people.map((each) => each.transcript());
    const others = [...read.others, await readExport(house, conversation), ...held];
    return { given: recorder.givenIn(conversation.id), log: read.log, others };
  });
  const found = check(evidence, {
    keepsAuthorsOrder: experiment.keepsAuthorsOrder ?? true,
    isSettled: recovery.isSettled && conversations.every((each) => each.people.every((one) => one.failed() === 0)),
  });
  const leaked = [...found.leaked, ...recorder.leaks, ...[...recovery.read.values()].flatMap((each) => each.leaked)];
  // Where nobody said anything, or no acknowledgement was recognised, nothing was tried.
  if (recorder.acknowledged < recorder.given / 2 || recorder.given <= conversations.length)
    wrong.push(`${recorder.given} given, ${recorder.acknowledged} acknowledged: that shows nothing`);
  const bad = { ...found, leaked, refused: recorder.refusals, indexDiffers: differing, wrong };
  for (const [name, cases] of Object.entries(bad)) for (const each of cases.slice(0, 5)) tell(`${name}: ${each}`);
  const counts = {
    lost: bad.lost.length,
    doubled: bad.doubled.length,
    reordered: bad.reordered.length,
    leaked: bad.leaked.length,
    refused: bad.refused.length,
    indexDiffers: bad.indexDiffers.length,
    wrong: bad.wrong.length,
  };
  const held = recovery.seconds !== null && Object.values(counts).every((count) => count === 0);
  const { acknowledged, given } = recorder;
  return {
    ...{ experiment: experiment.name, conversations: conversations.length, given, acknowledged, ...counts },
    ...{ secondsToRecover: recovery.seconds, secondsToAgree, ...notes, held },
  };
}

/** For those who were late: until nothing of theirs is on its way. */
const patienceSeconds = 300;

const isUnsettled = (each: Participant) => each.state().kind !== "ready" || each.waiting() > 0;

/** Seconds until this is so for nobody any more; null where that takes longer than allowed. */
async function until(people: () => readonly Participant[], isLate: (each: Participant) => boolean, within: number) {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1_000;
  while (people().some(isLate)) {
    if (seconds() > within) return null;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return rounded(seconds());
}

/**
 * Until everybody is connected, nothing of theirs waits, and they have before them whatever a new window would have; `read` is what
 * that was.
 */
async function recovered(house: House, conversations: readonly Conversation[], within: number) {
  const began = performance.now();
  const took = () => (performance.now() - began) / 1_000;
  const people = conversations.flatMap((each) => each.people);
  const late: string[] = [];
  /** Whoever is late is noted, and waited for all the same: what is lost can be told only when nobody has anything to send any more. */
  const everybody = async (isLate: (each: Participant) => boolean): Promise<boolean> => {
    if ((await until(() => people, isLate, within - took())) !== null) return true;
    if (late.length === 0) late.push(...people.filter(isLate).map(lateOf));
    return (await until(() => people, isLate, patienceSeconds)) !== null;
  };
  const isSettled = await everybody(isUnsettled);
  const { read, newest } = await readAll(house, conversations);
  await everybody((each) => isUnsettled(each) || each.newest() < (newest.get(each) ?? 0));
  return { seconds: late.length > 0 ? null : rounded(took()), isSettled, read, late };
}

function lateOf(each: Participant): string {
  return `${each.who} is ${each.state().kind} at ${each.newest()}, ${each.waiting()} of theirs wait`;
}

/** Each conversation as a new window has it, and the newest line that each participant must have come to. */
async function readAll(house: House, conversations: readonly Conversation[]) {
  const read = new Map<string, ReadBack>();
  const newest = new Map<Participant, number>();
  for (const { people } of conversations) for (const each of people) each.readBack();
  await inTurn(conversations.length, async (index) => {
    const conversation = conversations[index];
    if (conversation === undefined) return;
    const found = await readBack(house, conversation);
    read.set(conversation.id, found);
    for (const each of conversation.people) newest.set(each, found.newest[each.side]);
  });
  return { read, newest };
}

/** Until the index says what the logs say: it may be behind, but never stay so. */
async function agreed(
  house: House,
  conversations: readonly Conversation[],
  within: number,
): Promise<{ differing: string[]; seconds: number | null }> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1_000;
  let open = conversations;
  for (;;) {
    const found = await inTurn(open.length, async (index) => {
      const conversation = open[index];
      return conversation === undefined ? [] : await indexDiffers(house, conversation);
    });
    open = open.filter((_, index) => (found[index]?.length ?? 0) > 0);
    if (open.length === 0) return { differing: [], seconds: rounded(seconds()) };
    if (seconds() > within) return { differing: found.flat(), seconds: null };
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

const rounded = (seconds: number) => Math.round(seconds * 10) / 10;
