import { handOver } from "./install.mjs";

handOver("start.ts");
