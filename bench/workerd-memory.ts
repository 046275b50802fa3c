import { readdirSync, readFileSync } from "node:fs";

/** Bytes of memory of every workerd in this process group: of a product, `group` is its `pid`. */
export function workerdMemory(group: number): number {
  let bytes = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [, , groupOf] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(groupOf) !== group || !stat.includes("(workerd)")) continue;
      bytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
    } catch {
      // It ended meanwhile.
    }
  }
  return bytes;
}
