import { createSignal } from "solid-js";
import * as z from "zod/mini";

const preferencesSchema = z.object({
  sound: z.boolean(),
  /** 0 to 1. */
  volume: z.number().check(z.gte(0), z.lte(1)),
  /** Ring for waiting conversations while away too. */
  ringWhileAway: z.boolean(),
  /** Show desktop notifications where the browser allows them. */
  desktop: z.boolean(),
});
export type NotificationPreferences = z.infer<typeof preferencesSchema>;

const KEY = "fala.notifications";
const defaults: NotificationPreferences = { sound: true, volume: 0.8, ringWhileAway: false, desktop: true };

function stored(): NotificationPreferences {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    const parsed = preferencesSchema.safeParse(value);
    return parsed.success ? parsed.data : defaults;
  } catch {
    return defaults;
  }
}

const [preferences, setPreferences] = createSignal(stored());

/** How this browser may call its agent. They belong to the machine (its speakers, its desk), not to the account. */
export const notificationPreferences = preferences;

/** Changes some of them now, for the next visit and in the browser's other tabs. */
export function changeNotificationPreferences(change: Partial<NotificationPreferences>): void {
  setPreferences((now) => ({ ...now, ...change }));
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences()));
  } catch {
    // Not kept: they hold until the page is left.
  }
}

/** Follows what other tabs choose. Returns how to stop. */
export function followNotificationPreferences(): () => void {
  const follow = (event: StorageEvent) => {
    if (event.key === KEY || event.key === null) setPreferences(stored());
  };
  addEventListener("storage", follow);
  return () => removeEventListener("storage", follow);
}
