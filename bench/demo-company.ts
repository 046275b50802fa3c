import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../.tools/build.ts";
import { seedDemo, type SignIn } from "../.tools/demo.ts";
import { endWhenAsked, freePort, migrate, startProduct } from "../.tools/product.ts";
import { newSecrets, writeSecrets } from "../.tools/secrets.ts";

export type DemoCompany = {
  origin: string;
  pid: number;
  inspectorPort: number;
  signIn: SignIn;
  /** Where its site may be served. */
  shopPort: number;
};

/** Runs the built product with the demo company, on a port and a storage of its own that are gone afterwards. */
export async function withDemoCompany(run: (company: DemoCompany) => Promise<void>): Promise<void> {
  endWhenAsked();
  const folder = mkdtempSync(join(tmpdir(), "fala-bench-"));
  try {
    const envFile = join(folder, "secrets.env");
    const secrets = newSecrets();
    writeSecrets(envFile, secrets);
    await build();
    const persistTo = join(folder, "state");
    await migrate(persistTo);
    const [port, inspectorPort, shopPort] = [await freePort(), await freePort(), await freePort()];
    const product = await startProduct({ port, inspectorPort, persistTo, envFile, onReport: () => {} });
    try {
      const { origin, pid } = product;
      const signIn = await seedDemo(origin, secrets["SETUP_TOKEN"] ?? "", shopPort);
      if (signIn === undefined) throw new Error("the demo workspace was not made");
      await run({ origin, pid, inspectorPort, signIn, shopPort });
    } finally {
      await product.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
