import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../.tools/build.ts";
import { seedDemo, serveShop } from "../../.tools/demo.ts";
import { freePort, migrate, startProduct } from "../../.tools/product.ts";
import { root } from "../../.tools/run.ts";
import { newSecrets, writeSecrets } from "../../.tools/secrets.ts";
import { bundled, direct } from "../../bench/direct.ts";
import { SfuEmulator } from "./sfu-emulator.ts";
import { signInEverybody } from "./sign-in.ts";
import { serveTurnstile } from "./turnstile.ts";

/**
 * Before all scenarios: the built product on ports and data of its own, migrated and seeded, and the demo shop beside it; every
 * demo agent is signed in once. An SFU that is emulated carries conferences, and a stand-in of Turnstile's checks its proofs. Scenarios
 * find it through the fixtures; what the Worker reports is in test-results/product.log.
 *
 * It runs without the front of `wrangler dev`, which is half of what each page takes of the server, and makes it wait half as long
 * again. The product of fresh-deployment.scenario.ts has that front, as with `npm start`.
 *
 * Where FALA_ORIGIN and FALA_SHOP are set, a demo product that runs already is used as it is: for writing scenarios.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "fala-e2e-"));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  const running = process.env["FALA_ORIGIN"];
  if (running) {
    process.env["FALA_SESSIONS"] = await signInEverybody(running, folder);
    return async () => clear();
  }

  const persistTo = join(folder, "state");
  const envFile = join(folder, "secrets.env");
  const sfu = new SfuEmulator();
  const turnstile = await serveTurnstile();
  const secrets: Record<string, string> = {
    ...newSecrets(),
    ...{ SFU_APP_ID: "emulated", SFU_APP_TOKEN: "emulated", SFU_API: await sfu.start() },
    TURNSTILE_ORIGIN: turnstile.origin,
  };
  writeSecrets(envFile, secrets);
  const log = join(root, "test-results/product.log");
  mkdirSync(join(root, "test-results"), { recursive: true });
  writeFileSync(log, "");

  await build();
  const [worker] = await Promise.all([bundled("wrangler.toml"), migrate(persistTo)]);
  const empty = join(folder, "empty");
  cpSync(persistTo, empty, { recursive: true });
  process.env["FALA_EMPTY_STATE"] = empty;
  const product = await startProduct({
    port: await freePort(),
    persistTo,
    envFile,
    onReport: (text) => appendFileSync(log, text),
    program: [...direct, worker],
  });
  let stopShop: (() => void) | undefined;
  const stop = async () => {
    stopShop?.();
    await product.stop();
    await sfu.stop();
    turnstile.stop();
    clear();
  };
  try {
    const shopPort = await freePort();
    const signIn = await seedDemo(product.origin, secrets["SETUP_TOKEN"] ?? "", shopPort);
    const shop = await serveShop(shopPort, product.origin);
    stopShop = shop?.stop;
    Object.assign(process.env, {
      FALA_ORIGIN: product.origin,
      FALA_SETUP_TOKEN: secrets["SETUP_TOKEN"],
      ...(shop ? { FALA_SHOP: shop.far } : {}),
      ...(signIn ? { FALA_EMAIL: signIn.email, FALA_PASSWORD: signIn.password } : {}),
    });
    process.env["FALA_SESSIONS"] = await signInEverybody(product.origin, folder);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
