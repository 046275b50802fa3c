import { configure } from "@solidjs/testing-library";
import { patienceMs } from "./patience.ts";

configure({ asyncUtilTimeout: patienceMs });
