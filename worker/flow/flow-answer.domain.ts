import type { Attachment } from "../protocol/attachment.ts";
import type { FlowAnswer } from "../protocol/flow.ts";
import type { Collected } from "../protocol/flow-run.ts";

/** What a customer's message says to a question: its words, which option was tapped, what a control chose, the files. */
export type Said = {
  text: string;
  option: number | null;
  /** A control's own form of it: a day as `2026-11-25`. */
  value: string | null;
  files: readonly Attachment[];
};

export type Given = { value: Collected["value"]; shown: string; option: string | null };

/** A stored answer is not a place for novels; the message itself stays whole in the log. */
const keptCharacters = 1_000;

const EMAIL = /^[^\s@<>()[\],;:"\\]+@[^\s@.<>()[\],;:"\\]+(\.[^\s@.<>()[\],;:"\\]+)+$/;

/**
 * What somebody meant by a message; null: it is no answer to this question. What was typed counts as much as what was tapped, so that a
 * keyboard, a screen reader and an old client get through every flow. `now` is for days that are counted from today.
 */
export function readAnswer(answer: FlowAnswer, said: Said, now: number): Given | null {
  const text = said.text.trim();
  switch (answer.kind) {
    case "buttons":
    case "list": {
      const option = answer.options[said.option ?? -1] ?? optionOf(answer.options, text);
      return option ? { value: option.text, shown: option.text, option: option.id } : null;
    }
    case "text":
      return text.length < answer.least || text.length > Math.min(answer.most, keptCharacters) ? null : plain(text);
    case "email": {
      const email = text.replace(/^mailto:/i, "").toLowerCase();
      return email.length <= 254 && EMAIL.test(email) ? plain(email) : null;
    }
    case "phone":
      return phoneOf(text);
    case "number":
      return numberOf(answer, text);
    case "date":
      return dayOf(answer, said.value ?? text, said.value === null ? null : text, now);
    case "rating": {
      const stars = Number(/^\s*(\d{1,2})(\s*\/\s*\d{1,2})?\s*$/.exec(said.value ?? text)?.[1] ?? Number.NaN);
      const isOne = Number.isInteger(stars) && stars >= 1 && stars <= answer.most;
      return isOne ? { value: stars, shown: `${stars}/${answer.most}`, option: null } : null;
    }
    case "file": {
      const fits = said.files.filter(({ kind }) => answer.kinds.length === 0 || answer.kinds.includes(kind));
      if (fits.length === 0 || fits.length < said.files.length) return null;
      return plain(
        fits
          .map(({ name }) => name)
          .join(", ")
          .slice(0, keptCharacters),
      );
    }
    default:
      return answer satisfies never;
  }
}

function plain(text: string): Given {
  return { value: text, shown: text, option: null };
}

/** By its words, else by its place, as people type "2". Words that are a number themselves come first. */
function optionOf(options: readonly { id: string; text: string }[], text: string) {
  const wanted = folded(text);
  if (wanted === "") return undefined;
  const named = options.find((option) => folded(option.text) === wanted);
  const place = /^\d{1,2}[.)]?$/.test(wanted) ? Number.parseInt(wanted, 10) : 0;
  return named ?? options[place - 1];
}

function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[\s.!?]+/g, " ")
    .trim();
}

/** Digits and what people write between them; the plus stays, since it says which country. */
function phoneOf(text: string): Given | null {
  if (!/^\+?[\d\s().\-/]{5,40}$/.test(text)) return null;
  const digits = text.replaceAll(/\D/g, "");
  return digits.length < 6 || digits.length > 15 ? null : plain(`${text.startsWith("+") ? "+" : ""}${digits}`);
}

/** "1,5", "1.5", "1 000" and "1.000,50" as people write them; what could be two numbers is the one with decimals last. */
function numberOf({ least, most, whole }: Extract<FlowAnswer, { kind: "number" }>, text: string): Given | null {
  const bare = text.replaceAll(/[\s']/g, "");
  if (!/^[+-]?\d[\d.,]*$/.test(bare) || bare.length > 20) return null;
  const decimal = Math.max(bare.lastIndexOf(","), bare.lastIndexOf("."));
  const marks = bare.replaceAll(/[^.,]/g, "");
  // One mark with three digits behind it, or the same mark twice, parts thousands; else the last one is the decimal mark.
  const parts = new Set(marks).size === 1 && (marks.length > 1 || /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(bare));
  const digits =
    marks === "" || parts
      ? bare.replaceAll(/[.,]/g, "")
      : `${bare.slice(0, decimal).replaceAll(/[.,]/g, "")}.${bare.slice(decimal + 1)}`;
  const value = Number(digits);
  const fits = Number.isFinite(value) && (least === null || value >= least) && (most === null || value <= most);
  return fits && (!whole || Number.isInteger(value)) ? { value, shown: String(value), option: null } : null;
}

/** A day of the calendar. Typed ones count where they can mean one day only: year first, or a day that is no month. */
function dayOf(
  { earliest, latest }: Extract<FlowAnswer, { kind: "date" }>,
  written: string,
  words: string | null,
  now: number,
): Given | null {
  const day = isoOf(written.trim());
  if (day === null) return null;
  const [from, to] = [boundOf(earliest, now), boundOf(latest, now)];
  if ((from !== null && day < from) || (to !== null && day > to)) return null;
  return { value: day, shown: words === null || words === "" ? day : words.slice(0, keptCharacters), option: null };
}

function isoOf(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return calendarDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const local = /^(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4})$/.exec(text);
  if (!local) return null;
  const [one, two, year] = [Number(local[1]), Number(local[2]), Number(local[3])];
  if (one === two || one > 12) return calendarDay(year, two, one);
  // 25.11.2026 is a day first wherever dots are written; 3/4/2026 is two days, so it is asked again.
  return two > 12 ? calendarDay(year, one, two) : text.includes(".") ? calendarDay(year, two, one) : null;
}

function calendarDay(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const isThere = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isThere && year >= 1000 ? at.toISOString().slice(0, 10) : null;
}

/** The day that a bound means at this moment. */
export function boundOf(bound: string | null, now: number): string | null {
  if (bound === null || /^\d{4}/.test(bound)) return bound;
  return new Date(now + Number(bound) * 86_400_000).toISOString().slice(0, 10);
}
