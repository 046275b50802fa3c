import { onMount } from "solid-js";
import { lazyPart, whenIdle } from "./part.tsx";
import type * as ToastCards from "./toast-cards.tsx";

export type ToastKind = "info" | "success" | "danger";
export type ToastAction = { label: string; run: () => void };
export type ToastId = number;

export type Toast = { kind?: ToastKind; text: string; action?: ToastAction };

type Cards = typeof ToastCards;

let cards: Cards | undefined;
let lastId = 0;
/** The toasts that were asked for until what draws them has loaded. */
const asked = new Map<ToastId, Toast>();
/** Kobalte's number of each that was drawn. */
const drawn = new Map<ToastId, number>();

const Region = lazyPart(async () => {
  const loaded = await import("./toast-cards.tsx");
  cards = loaded;
  for (const [id, toast] of asked) drawn.set(id, loaded.drawToast(toast));
  asked.clear();
  return loaded.ToastCards;
});

/**
 * Where toasts appear: once in the application, inside UiProvider. At the end side, below the screen's own head; on phones over the whole
 * width. What draws them loads when the page is idle, or with the first of them.
 */
export function ToastRegion() {
  onMount(() => whenIdle(Region.preload));
  return <Region.Loaded />;
}

/**
 * One sentence about what just happened; goes by itself (pointer, focus and a hidden page hold it). With `action` something can be done
 * about it (undo, try again).
 */
export function showToast(toast: Toast): ToastId {
  lastId += 1;
  if (cards) drawn.set(lastId, cards.drawToast(toast));
  else asked.set(lastId, toast);
  Region.preload();
  return lastId;
}

/** Takes a toast away, shown or still waiting for its place. An id that is gone already is no error. */
export function dismissToast(id: ToastId): void {
  asked.delete(id);
  const known = drawn.get(id);
  drawn.delete(id);
  if (known !== undefined) cards?.eraseToast(known);
}
