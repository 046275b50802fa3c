import { onMount } from "solid-js";
import type { JSX } from "solid-js";
import type { ButtonVariant } from "./button.tsx";
import { lazyPart, whenIdle } from "./part.tsx";
import type * as ToastCards from "./toast-cards.tsx";

export type ToastKind = "info" | "success" | "danger";
export type ToastAction = { label: string; run: () => void; variant?: ButtonVariant };
export type ToastId = number;

export type Toast = { kind?: ToastKind; text: string; action?: ToastAction };

export type Notification = {
  title: string;
  body: string;
  /** Quiet words above the title: what kind of thing this is. */
  kicker?: string;
  leading?: () => JSX.Element;
  onOpen: () => void;
  actions?: readonly ToastAction[];
  onDismiss?: () => void;
};

type Cards = typeof ToastCards;

let cards: Cards | undefined;
let lastId = 0;
/** How each toast that was asked for is drawn, until the cards have loaded. */
const asked = new Map<ToastId, (cards: Cards) => number>();
/** Kobalte's number of each that was drawn. */
const drawn = new Map<ToastId, number>();

const Region = lazyPart(async () => {
  const loaded = await import("./toast-cards.tsx");
  cards = loaded;
  for (const [id, draw] of asked) drawn.set(id, draw(loaded));
  asked.clear();
  return loaded.ToastCards;
});

/**
 * Where toasts and notifications appear: once in the application, inside UiProvider. At the end side, below the screen's own head; on
 * phones over the whole width. What draws them loads when the page is idle, or with the first of them.
 */
export function ToastRegion() {
  onMount(() => whenIdle(Region.preload));
  return <Region.Loaded />;
}

function show(draw: (cards: Cards) => number): ToastId {
  lastId += 1;
  if (cards) drawn.set(lastId, draw(cards));
  else asked.set(lastId, draw);
  Region.preload();
  return lastId;
}

/**
 * One sentence about what just happened; goes by itself (pointer, focus and a hidden page hold it). With `action` something can be done
 * about it (undo, try again).
 */
export function showToast(toast: Toast): ToastId {
  return show((loaded) => loaded.drawToast(toast));
}

/**
 * A card that stays until somebody acts: pressing it runs `onOpen` and takes it away, so does each of `actions`; `onDismiss` hears
 * that it was closed instead. Take it away with dismissToast when its cause is gone.
 */
export function showNotification(notification: Notification): ToastId {
  return show((loaded) => loaded.drawNotification(notification));
}

/** Takes a toast or notification away, shown or still waiting for its place. An id that is gone already is no error. */
export function dismissToast(id: ToastId): void {
  asked.delete(id);
  const known = drawn.get(id);
  drawn.delete(id);
  if (known !== undefined) cards?.eraseToast(known);
}
