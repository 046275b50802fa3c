import { parseArgs } from "node:util";
import { BackupFolder } from "./backup-folder.ts";
import { counted } from "./counted.ts";
import { command, Door, needed } from "./door.ts";
import { piecesOf } from "./workspace-copy.ts";

/**
 * `npm run backup`: the whole workspace into a folder, out of a deployment that goes on working meanwhile. Signs in as an owner;
 * FALA_CODE where they have a second factor:
 *
 *     FALA_EMAIL=… FALA_PASSWORD=… npm run backup -- --from https://chat.example.com --to backup
 *
 * Into a folder that holds a backup it fetches only the files that are new. No secret is in it (worker/backup/backup.domain.ts).
 */
await command(async () => {
  const { values } = parseArgs({ options: { from: { type: "string" }, to: { type: "string" } } });
  if (values.from === undefined || values.to === undefined)
    throw new Error("npm run backup -- --from https://chat.example.com --to FOLDER");
  const door = new Door(values.from);
  const [email, password] = [needed("FALA_EMAIL", "an owner's"), needed("FALA_PASSWORD", "theirs")];
  await door.signIn(email, password, process.env["FALA_CODE"]);
  const path = (key: string) => `/api/backup/files/${key.split("/").map(encodeURIComponent).join("/")}`;
  await new BackupFolder(values.to).write(counted(piecesOf(door.ask)), ({ key }) => door.ask("GET", path(key)));
  await door.signOut();
  console.log(`The backup stands in ${values.to}.`);
});
