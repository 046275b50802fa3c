/** V8's own account of an isolate, as its inspector says it. */
type HeapUsage = { usedSize: number; embedderHeapUsedSize: number; backingStorageSize: number };

/**
 * Watches what the Worker's isolate holds: V8's heap, and the bytes of its buffers beside it, garbage that is not collected yet too.
 * Asks the inspector of `wrangler dev` every 20 ms. `highest` is in bytes.
 */
export async function watchHeap(inspectorPort: number): Promise<{ highest: () => number; stop: () => void }> {
  const socket = new WebSocket(`ws://127.0.0.1:${inspectorPort}/ws`, {
    headers: { origin: "http://localhost" },
  } as unknown as string[]);
  let highest = 0;
  socket.addEventListener("message", ({ data }) => {
    const { result } = JSON.parse(String(data)) as { result?: Partial<HeapUsage> };
    const { usedSize = 0, embedderHeapUsedSize = 0, backingStorageSize = 0 } = result ?? {};
    highest = Math.max(highest, usedSize + embedderHeapUsedSize + backingStorageSize);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error("the inspector of the Worker did not answer")));
  });
  let id = 0;
  const asking = setInterval(() => socket.send(JSON.stringify({ id: (id += 1), method: "Runtime.getHeapUsage" })), 20);
  return {
    highest() {
      if (highest === 0) throw new Error("the inspector of the Worker did not say what it holds");
      return highest;
    },
    stop() {
      clearInterval(asking);
      socket.close();
    },
  };
}
