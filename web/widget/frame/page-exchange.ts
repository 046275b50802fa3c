import { type Accessor, createEffect, createMemo, createRoot, on } from "solid-js";
import type { CustomerConversationStore } from "../../store/customer-conversation-store.ts";
import type { HostPage } from "../host-message.ts";
import type { HostLink } from "./host-link.ts";
import { tellIdentity } from "./page-identity.ts";

const equal = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Carries what the page says into the conversation (who the customer is, what they do), and what happens in the
 * conversation out to the page (unread, messages, the conversation itself). Runs as long as the document.
 *
 * Nothing is asked of the server before the panel was opened or where `known` says that this browser has a conversation.
 */
export function exchangeWithPage(options: {
  store: CustomerConversationStore;
  page: Accessor<HostPage | null>;
  link: HostLink;
  /** Whether this browser has a conversation on this site. */
  known: boolean;
  /** A message of an agent arrived while nobody looked. */
  onUnseen: () => void;
  attentive: Accessor<boolean>;
}): void {
  const { store, page, link } = options;
  createRoot(() => {
    wake(options);

    // Who is asked to show their page has something to read, too.
    const asked = createMemo(() => store.state()?.cobrowse?.phase === "asked" && !page()?.open);
    createEffect(() => link.post({ kind: "unread", count: store.unread() + Number(asked()) }));
    createEffect(() => asked() && options.onUnseen());

    createEffect(
      on(
        () => page()?.attributes,
        (attributes, before) => {
          if (attributes && Object.keys(attributes).length > 0 && !equal(attributes, before))
            store.describe(attributes);
        },
      ),
    );

    createEffect(
      on(
        () => page()?.visits,
        (visits = [], before = []) => {
          const fresh = visits.filter((visit) => !before.some((known) => known.at === visit.at && equal(known, visit)));
          // Oldest first, so that the newest is where the customer is.
          for (const { url, title } of fresh.toReversed()) store.visit({ url, title });
        },
      ),
    );

    tellIdentity({
      identity: () => page()?.identity ?? null,
      customer: store.customer,
      identify: store.identify,
      post: link.post,
    });
    tellMessages(options);
  });
}

/** Opens the session when there is a reason to, and tells the page whether there is a conversation. */
function wake({ store, page, link, known }: Parameters<typeof exchangeWithPage>[0]): void {
  let opened = false;
  let told: string | null = null;
  createEffect(() => {
    const around = page();
    if (around === null || opened || !(around.open || known)) return;
    opened = true;
    void store.open();
  });
  createEffect(() => {
    const id = store.state()?.id ?? null;
    const begun = store.phase() !== "none";
    // Before the session is there, "none" may only mean that nobody has looked.
    if (begun || store.customer() !== null) link.post({ kind: "known", known: begun });
    if (id !== null || (!begun && told !== null)) link.post({ kind: "conversation", id });
    told = id;
  });
}

/** Every message that arrives or is sent from now on; what was there before is history and no event. */
function tellMessages({ store, link, onUnseen, attentive }: Parameters<typeof exchangeWithPage>[0]): void {
  // A conversation that this document begins has no history.
  let upTo: number | null = null;
  createEffect(() => {
    if (store.phase() === "starting" && upTo === null) upTo = 0;
    const entries = store.entries();
    const state = store.state();
    if (state === null) return;
    const after = upTo ?? state.seq;
    upTo = Math.max(after, state.seq);
    for (const { seq, author, body } of entries) {
      if (seq <= after || body.kind !== "message" || body.deletedAt !== null) continue;
      const by = author.kind === "customer" ? "customer" : "agent";
      link.post({ kind: "message", by, name: author.kind === "agent" ? author.name : null, text: body.text });
      if (by === "agent" && !attentive()) onUnseen();
    }
  });
}
