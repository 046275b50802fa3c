/**
 * Whether what was promised was kept, from what the participants themselves recorded: nothing here is the product's. Words are
 * told apart by a mark in them («…», see words.ts), so that it does not matter what ids, counts or places the product gave them.
 */

/** Words that somebody gave, in the order in which they gave them. */
export type Given = {
  conversation: string;
  mark: string;
  author: string;
  side: Side;
  audience: "everyone" | "team";
  /** The seq of the acknowledgement, in the count of the author's side; null: none came. */
  acknowledged: number | null;
};

export type Side = "customer" | "team";

/** A conversation as one participant has it, or as it was read back. `seq` is null where it tells none (a file of text). */
export type Transcript = {
  conversation: string;
  who: string;
  side: Side;
  lines: readonly { seq: number | null; mark: string | null }[];
};

/** One conversation from all sides. `log`: what a new window of the team reads from its beginning to its end. */
export type Evidence = { given: readonly Given[]; log: Transcript; others: readonly Transcript[] };

/** What was not kept, in words that say where. */
export type Findings = { lost: string[]; doubled: string[]; reordered: string[]; leaked: string[] };

export type Expectations = {
  /** False where frames themselves are shuffled: then nobody can know in which order somebody wrote. */
  keepsAuthorsOrder: boolean;
  /** Nobody's words wait or were refused any more: then what was never acknowledged must be there as well, since its author was shown it. */
  isSettled: boolean;
};

export function check(all: readonly Evidence[], { keepsAuthorsOrder, isSettled }: Expectations): Findings {
  const found: Findings = { lost: [], doubled: [], reordered: [], leaked: [] };
  for (const { given, log, others } of all) {
    const places = placesIn(log);
    for (const transcript of [log, ...others]) {
      found.lost.push(...missing(given, transcript, isSettled), ...holes(transcript));
      found.doubled.push(...repeated(transcript));
      found.leaked.push(...teamsWords(given, transcript));
      found.reordered.push(...otherOrder(transcript, places));
    }
    found.reordered.push(...otherPlace(given, [log, ...others]));
    if (keepsAuthorsOrder) found.reordered.push(...authorsOrder(given, places));
  }
  return found;
}

const marksOf = ({ lines }: Transcript) => lines.flatMap(({ mark }) => (mark === null ? [] : [mark]));

const placesIn = (log: Transcript) => new Map(marksOf(log).map((mark, place) => [mark, place]));

const at = ({ conversation, who }: Transcript, mark: string) => `${mark} (${conversation}, ${who})`;

/** What was acknowledged is there for everybody who may see it. */
function missing(given: readonly Given[], transcript: Transcript, isSettled: boolean): string[] {
  const marks = new Set(marksOf(transcript));
  return given
    .filter(({ acknowledged }) => isSettled || acknowledged !== null)
    .filter(({ audience }) => audience === "everyone" || isTeams(transcript))
    .filter(({ mark }) => !marks.has(mark))
    .map(({ mark }) => at(transcript, mark));
}

/** Everybody counts without gaps, from 1: a customer who misses a number would know of a note. */
function holes(transcript: Transcript): string[] {
  const seqs = transcript.lines.flatMap(({ seq }) => (seq === null ? [] : [seq]));
  return seqs.filter((seq, index) => seq !== index + 1).map((seq) => at(transcript, `before seq ${seq}`));
}

/** Acknowledged or not: never twice. */
function repeated(transcript: Transcript): string[] {
  const marks = marksOf(transcript);
  return marks.filter((mark, index) => marks.indexOf(mark) !== index).map((mark) => at(transcript, mark));
}

function teamsWords(given: readonly Given[], transcript: Transcript): string[] {
  if (isTeams(transcript)) return [];
  const hidden = new Set(given.flatMap(({ audience, mark }) => (audience === "team" ? [mark] : [])));
  return marksOf(transcript)
    .filter((mark) => hidden.has(mark))
    .map((mark) => at(transcript, mark));
}

/** The order of the log is everybody's. */
function otherOrder(transcript: Transcript, places: ReadonlyMap<string, number>): string[] {
  const known = marksOf(transcript).flatMap((mark) => {
    const place = places.get(mark);
    // Somebody holds what is not in the log: it was shown, and is not kept.
    return place === undefined ? [{ mark, place: -1 }] : [{ mark, place }];
  });
  return known
    .filter(({ place }, index) => place === -1 || place < (known[index - 1]?.place ?? 0))
    .map(({ mark }) => at(transcript, mark));
}

/** The acknowledgement told a place: there it stands, for everybody who counts as the author does. */
function otherPlace(given: readonly Given[], transcripts: readonly Transcript[]): string[] {
  return transcripts.flatMap((transcript) => {
    const seqs = new Map(transcript.lines.map(({ mark, seq }) => [mark, seq]));
    return given
      .filter(({ side, mark, acknowledged }) => {
        const seq = seqs.get(mark) ?? null;
        return acknowledged !== null && side === transcript.side && seq !== null && seq !== acknowledged;
      })
      .map(({ mark }) => at(transcript, `${mark} not where its acknowledgement said`));
  });
}

function authorsOrder(given: readonly Given[], places: ReadonlyMap<string, number>): string[] {
  return [...Map.groupBy(given, ({ author }) => author).values()].flatMap((words) => {
    const kept = words.flatMap(({ mark }) => {
      const place = places.get(mark);
      return place === undefined ? [] : [{ mark, place }];
    });
    return kept
      .filter(({ place }, index) => place < (kept[index - 1]?.place ?? 0))
      .map(({ mark }) => `${mark} (before what its author said earlier)`);
  });
}

const isTeams = ({ side }: Transcript) => side === "team";
