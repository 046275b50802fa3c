import { simulateDay } from "./simulation/day.ts";

/**
 * `npm run simulate`: a day of a company under the product's own rules of routing, in virtual time. Every message between
 * objects takes a few milliseconds, so that claims, reports and absences cross. Last line is JSON; exits non-zero when a
 * customer waited for nobody, a limit was broken, or something was given twice.
 *
 * SEED (1), AGENTS (50), TEAMS (10), CONVERSATIONS (5000).
 */
const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);

const plan = {
  seed: number("SEED", 1),
  agents: number("AGENTS", 50),
  teams: number("TEAMS", 10),
  conversations: number("CONVERSATIONS", 5_000),
};
const began = performance.now();
const result = simulateDay(plan);
console.log(`A day with ${plan.agents} agents in ${plan.teams} teams, in ${Math.round(performance.now() - began)} ms:`);
console.log(JSON.stringify(result));
process.exitCode = result.violations + result.overLimit + result.doubleAssigned === 0 ? 0 : 1;
