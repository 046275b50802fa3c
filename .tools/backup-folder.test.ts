import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { BackupFolder } from "./backup-folder.ts";
import type { Piece } from "./workspace-copy.ts";

const parent = mkdtempSync(join(tmpdir(), "fala-backup-"));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const person = (email: string, role: string, deactivated: number | null) => ({
  ...{ email, role, deactivated_at: deactivated },
});

async function* pieces(): AsyncGenerator<Piece> {
  yield { kind: "about", format: 1, workspace: "Acme" };
  yield { kind: "rows", table: "agent", last: false, rows: [person("ana@acme.test", "owner", null)] };
  yield { kind: "rows", table: "agent", last: false, rows: [person("bruno@acme.test", "agent", null)] };
  yield { kind: "rows", table: "agent", last: false, rows: [person("carla@acme.test", "owner", 1e12)] };
  yield { kind: "file", file: { key: "conversation/photo", size: 3, etag: "e", contentType: "image/png" } };
}

describe("a backup on a disk", async () => {
  const path = join(parent, "backup");
  const folder = new BackupFolder(path);
  await folder.write(pieces(), async () => new Response("abc"));

  test.each([
    ["Ana@acme.test", true],
    ["bruno@acme.test", false],
    ["carla@acme.test", false],
    ["nobody@acme.test", false],
  ])("says before anything is sent whether %s can be the first to come in: %s", async (email, can) => {
    expect(await folder.hasOwner(email)).toBe(can);
  });

  test("only who made it can read it", () => {
    const modeOf = (name: string) => statSync(join(path, name)).mode & 0o777;
    expect(["", "workspace.ndjson", "files", "files/conversation/photo"].map(modeOf)).toEqual([
      0o700, 0o600, 0o700, 0o600,
    ]);
  });
});
