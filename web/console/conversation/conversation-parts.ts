import { consolePart } from "../console-screen.ts";

/** What is beside the conversation itself: each loads when it is used, or when the page is idle. */
export const TransferForm = consolePart(() => import("./transfer-form.tsx").then((file) => file.TransferForm));
export const ConversationSnooze = consolePart(() =>
  import("./conversation-snooze.tsx").then((file) => file.ConversationSnooze),
);
export const CustomerPanelView = consolePart(() =>
  import("./customer-panel.tsx").then((file) => file.CustomerPanelView),
);
export const EntryDeletion = consolePart(() => import("./entry-deletion.tsx").then((file) => file.EntryDeletion));
export const BlockList = consolePart(() => import("./composer-block-list.tsx").then((file) => file.BlockList));
export const FileTray = consolePart(() => import("../../attachment/file-tray.tsx").then((file) => file.FileTray));
export const ParcelEntry = consolePart(() => import("./entry-parcel.tsx").then((file) => file.ParcelEntry));
export const ConversationErasing = consolePart(() =>
  import("./conversation-erasing.tsx").then((file) => file.ConversationErasing),
);

/** Fetches all of them, so that none is waited for. Erasing is rare, and not among them. */
export function preloadConversationParts(): void {
  for (const part of [
    CustomerPanelView,
    TransferForm,
    ConversationSnooze,
    EntryDeletion,
    BlockList,
    FileTray,
    ParcelEntry,
  ])
    part.preload();
}
