import { handOver } from "./install.mjs";

// `node .tools/own-node.mjs deploy.ts …`: what somebody may run first in a new clone.
handOver(process.argv[2], process.argv.slice(3));
