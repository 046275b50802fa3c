import type { Catalogue, PluralText } from "./catalogue.ts";

const formsOf = (value: string | PluralText): string[] => (typeof value === "string" ? [value] : Object.values(value));

const placeholdersOf = (value: string | PluralText): Set<string> =>
  new Set(formsOf(value).flatMap((form) => [...form.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "")));

/**
 * For tests: what keeps `translation` from saying all that `reference` says, one sentence each. Same keys, same kind of text, the
 * same placeholders in each (`count` may be left out of a plural form), nothing empty. [] when all is well.
 */
export function catalogueDifferences(reference: Catalogue, translation: Catalogue): string[] {
  const found: string[] = [];
  for (const [key, value] of Object.entries(reference)) {
    const other = translation[key];
    if (other === undefined) {
      found.push(`${key} is missing`);
      continue;
    }
    if (typeof value !== typeof other) found.push(`${key} has plural forms on one side only`);
    if (formsOf(other).some((form) => form.trim() === "")) found.push(`${key} is empty`);
    if (formsOf(other).some((form) => /\{\{(?!\w+\}\})/.test(form))) found.push(`${key} has a broken placeholder`);
    const here = placeholdersOf(value);
    const there = placeholdersOf(other);
    for (const name of here) if (name !== "count" && !there.has(name)) found.push(`${key} lacks {{${name}}}`);
    for (const name of there) if (name !== "count" && !here.has(name)) found.push(`${key} has an unknown {{${name}}}`);
  }
  for (const key of Object.keys(translation)) if (!(key in reference)) found.push(`${key} is not in the reference`);
  return found;
}
