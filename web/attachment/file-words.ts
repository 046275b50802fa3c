import { makeIntl } from "../intl/intl.ts";
import { startOnce } from "../intl/start-once.ts";

/** The texts of files, which load with the first file: console and frame share them. Ready after `startFileWords`. */
export const fileIntl = makeIntl({
  load: {
    en: () => import("../intl/attachment.en.ts"),
    "pt-BR": () => import("../intl/attachment.pt-br.ts"),
  },
});

export const { t: tf } = fileIntl;

/** Resolves when the texts are there. */
export const startFileWords = startOnce(() => fileIntl.start());

/** "2.4 MB", in the reader's way. */
export function sizeText(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const unit = units[step] ?? "byte";
  const value = bytes / 1_000 ** step;
  return fileIntl.number(value, {
    style: "unit",
    unit,
    // The short form of a single byte has no plural: "193 byte".
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  });
}

/** "1:05". */
export function lengthText(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** What stands on a file's sheet: its ending, else what it is. */
export function endingOf(name: string): string {
  return /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toUpperCase() ?? "";
}
