import { createSignal } from "solid-js";

/** `unsupported` where the browser has none, or only through a service worker (phones). */
export type DesktopPermission = NotificationPermission | "unsupported";

const read = (): DesktopPermission => (typeof Notification === "undefined" ? "unsupported" : Notification.permission);

const [permission, setPermission] = createSignal<DesktopPermission>(read());

/** Whether the browser lets Fala show desktop notifications. */
export const desktopPermission = permission;

/** Asks the browser; inside a press only. It asks once: after "denied" only the browser's own settings help. */
export async function askForDesktop(): Promise<DesktopPermission> {
  if (permission() !== "default") return permission();
  setPermission(await Notification.requestPermission());
  return permission();
}

/** Reads the permission again: it can be changed in the browser's settings while the console is open. */
export function refreshDesktopPermission(): void {
  setPermission(read());
}

export type DesktopNotice = {
  title: string;
  body: string;
  /** The same tag replaces, so that a conversation has one notification at most. */
  tag: string;
  /** Stays until somebody acts. */
  stays: boolean;
  onOpen: () => void;
  /** Asked by `pruneDesktop`: whether it still says something true. */
  isCurrent: () => boolean;
};

const shown = new Map<string, { notification: Notification; isCurrent: () => boolean }>();

/** Shows one, where it is allowed; a press focuses this window. */
export function showDesktop(notice: DesktopNotice): void {
  if (read() !== "granted") return;
  try {
    const { title, body, tag, stays, isCurrent } = notice;
    // Silent: the sound is ours, and it is in one tab only.
    const notification = new Notification(title, { body, tag, requireInteraction: stays, silent: true });
    notification.addEventListener("click", () => {
      window.focus();
      notification.close();
      notice.onOpen();
    });
    notification.addEventListener("close", () => {
      if (shown.get(tag)?.notification === notification) shown.delete(tag);
    });
    shown.set(tag, { notification, isCurrent });
  } catch {
    setPermission("unsupported");
  }
}

/** Takes back those that are no longer true: somebody else was faster, or the agent came back to the window. */
export function pruneDesktop(): void {
  for (const { notification, isCurrent } of shown.values()) if (!isCurrent()) notification.close();
}
