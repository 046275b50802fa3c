import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Migrations are applied while the code before them still answers (`npm run deploy`), so each must leave that code whole: it may add,
 * and it may take away what the release before already stopped using, which its author says in a line `-- unused since 0012_…`.
 */
test.each(globSync("migrations/*/*.sql", { cwd: root }))("%s leaves the code before it whole", (path) => {
  const sql = readFileSync(`${root}/${path}`, "utf8");
  const takes = sql.split(";").filter((statement) => {
    const isStrict = /\bADD\b/i.test(statement) && /NOT NULL/i.test(statement) && !/\bDEFAULT\b/i.test(statement);
    return isStrict || /\bDROP\s+(TABLE|COLUMN|VIEW)\b|\bRENAME\s+(TO|COLUMN)\b/i.test(statement);
  });
  expect(/^-- unused since \d{4}_\w+$/m.test(sql) ? [] : takes).toEqual([]);
});
