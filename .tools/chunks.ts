/** What the bundler tells of the modules, as far as chunks depend on it. */
type Context = { getModuleInfo: (id: string) => { importedIds: string[] } | null };

/**
 * A group of the bundler's code splitting: everything that these files import at once, and they themselves. Of several such
 * groups the one with the highest priority takes what they share, so that no screen carries what only a later one uses.
 *
 * Left alone, the bundler makes a file of a few hundred bytes of everything that two parts share; those compress badly and
 * cost a request each.
 */
export function chunkOf(
  name: string,
  files: string[],
  priority: number,
): { name: (id: string, context: Context) => string | null; priority: number } {
  let reached: Set<string> | null = null;
  const reach = (context: Context): Set<string> => {
    const found = new Set<string>();
    const visit = (id: string) => {
      if (found.has(id)) return;
      found.add(id);
      for (const imported of context.getModuleInfo(id)?.importedIds ?? []) visit(imported);
    };
    for (const file of files) visit(file);
    return found;
  };
  return {
    name: (id, context) => ((reached ??= reach(context)).has(id) ? name : null),
    priority,
  };
}
