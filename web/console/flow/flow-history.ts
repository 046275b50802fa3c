/** What was edited, with the way back and forth. `past` and `future` begin with what is nearest to the present. */
export type History<Value> = {
  past: readonly Value[];
  present: Value;
  future: readonly Value[];
  /** What the last change was about, and when it was; a change about the same soon after it is one with it. */
  last: { about: string; at: number } | null;
};

/** As many steps back as are kept. */
export const historyDepth = 200;
const onePauseMs = 1_500;

export function beginHistory<Value>(present: Value): History<Value> {
  return { past: [], present, future: [], last: null };
}

/**
 * A change. `about` names what is typed into, so that a sentence is taken back as a whole and not letter by letter;
 * null: a step of its own. A value that is the present one changes nothing. `at` in ms.
 */
export function changed<Value>(
  history: History<Value>,
  present: Value,
  about: string | null,
  at: number,
): History<Value> {
  if (present === history.present) return history;
  const { last } = history;
  const goesOn = about !== null && last !== null && last.about === about && at - last.at < onePauseMs;
  return {
    past: goesOn ? history.past : [history.present, ...history.past].slice(0, historyDepth),
    present,
    future: [],
    last: about === null ? null : { about, at },
  };
}

/** One step back; the same history where there is none. */
export function undone<Value>(history: History<Value>): History<Value> {
  const [present, ...past] = history.past;
  if (present === undefined) return history;
  return { past, present, future: [history.present, ...history.future], last: null };
}

/** One step forth again; the same history where there is none. */
export function redone<Value>(history: History<Value>): History<Value> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [history.present, ...history.past], present, future, last: null };
}
