import { expect, it, vi } from "vitest";
import { startOnce } from "./start-once.ts";

it("texts are asked for once, and again after there was no network", async () => {
  const start = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error("no network")).mockResolvedValue();
  const startWords = startOnce(start);
  await expect(Promise.all([startWords(), startWords()])).rejects.toThrow("no network");
  expect(start).toHaveBeenCalledOnce();
  await startWords();
  await startWords();
  expect(start).toHaveBeenCalledTimes(2);
});
