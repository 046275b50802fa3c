import { parseArgs } from "node:util";
import { newPasswordSchema } from "../worker/protocol/session.ts";
import { BackupFolder } from "./backup-folder.ts";
import { counted } from "./counted.ts";
import { command, Door, needed } from "./door.ts";
import { missing, Restore } from "./workspace-copy.ts";

/**
 * `npm run restore`: a backup into a deployment that nobody has set up. The owner of this e-mail, whom the backup knows, comes in first,
 * with this new password; everybody else gets theirs from them (Settings → Agents):
 *
 *     FALA_SETUP_TOKEN=… FALA_EMAIL=… FALA_PASSWORD=… npm run restore -- --from backup --to https://chat.example.com
 *
 * Until its end the deployment is nobody's, and one that broke is simply begun again. Then everything is read once more and compared.
 */
await command(async () => {
  const { values } = parseArgs({ options: { from: { type: "string" }, to: { type: "string" } } });
  if (values.from === undefined || values.to === undefined)
    throw new Error("npm run restore -- --from FOLDER --to https://chat.example.com");
  const [email, password] = [
    needed("FALA_EMAIL", "of an owner in the backup"),
    needed("FALA_PASSWORD", "their new one"),
  ];
  const token = needed("FALA_SETUP_TOKEN", "npm run deploy printed it");
  const folder = new BackupFolder(values.from);
  const door = new Door(values.to);
  const restore = new Restore(door.ask);
  if (!folder.isWhole) throw new Error(`${values.from} holds no whole backup.`);
  // What the deployment would say only at the end, after everything was sent.
  if (!newPasswordSchema.safeParse(password).success) throw new Error("FALA_PASSWORD: 10 to 128 characters.");
  if (!(await folder.hasOwner(email))) throw new Error(`FALA_EMAIL: no owner in the backup has the e-mail ${email}.`);
  await restore.begin(token);
  for await (const piece of counted(folder.read())) {
    await restore.take(piece);
    if (piece.kind === "file") await restore.file(piece.file, (from, length) => folder.bytes(piece.file, from, length));
  }
  await restore.finish(email, password);
  console.log(`${await door.reindexArticles()} texts of articles can be searched. Comparing …`);
  const differs = await missing(folder.read(), door.ask);
  await door.signOut();
  if (differs.length > 0) throw new Error(`Not as in the backup:\n${differs.slice(0, 50).join("\n")}`);
  console.log(`Everything is there. Sign in at ${new URL(values.to).origin} as ${email}.`);
});
