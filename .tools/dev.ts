import { join } from "node:path";
import { createServer } from "vite";
import { build } from "./build.ts";
import { seedDemo, serveShop } from "./demo.ts";
import { startLasting } from "./lasting-product.ts";
import { endWhenAsked, isPortFree, migrate } from "./product.ts";
import { environment, root } from "./run.ts";
import { localSecrets } from "./secrets.ts";
import { generateTypes } from "./types.ts";

/**
 * `npm run dev`: the Worker under `wrangler dev` (it reloads when its sources change), and Vite before it, which serves console
 * and frame from their sources with hot reload. The loader is the built one: `npm run build` renews it.
 */
async function dev(): Promise<void> {
  const ports = { PORT: 8787, DEV_PORT: 5173, DEMO_PORT: 8788 };
  for (const name of ["PORT", "DEV_PORT", "DEMO_PORT"] as const) {
    ports[name] = Number(process.env[name] ?? ports[name]);
    if (!(await isPortFree(ports[name])))
      throw new Error(`Port ${ports[name]} is in use. Choose another one with ${name}.`);
  }
  endWhenAsked();
  const secrets = localSecrets();
  const persistTo = join(root, ".wrangler/state");
  await generateTypes();
  await build();
  await migrate(persistTo);
  const product = await startLasting({ port: ports.PORT, persistTo, onReport: (text) => process.stderr.write(text) });
  const signIn = await seedDemo(product.origin, secrets["SETUP_TOKEN"] ?? "", ports.DEMO_PORT);
  process.env["PORT"] = String(ports.PORT);
  const vite = await createServer({ configFile: join(root, "vite.config.ts"), server: { port: ports.DEV_PORT } });
  await vite.listen();
  const origin = `http://localhost:${ports.DEV_PORT}`;
  const shop = await serveShop(ports.DEMO_PORT, origin);
  console.log(`\n  Console    ${origin}   ${signIn ? `${signIn.email} / ${signIn.password}` : ""}`);
  if (shop) console.log(`  Demo shop  ${shop.near}`);
}

try {
  Object.assign(process.env, { PATH: environment["PATH"] });
  await dev();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
