import { batch, createMemo, createSignal, type Accessor } from "solid-js";
import { createStore, reconcile, unwrap, type SetStoreFunction } from "solid-js/store";
import type { HttpRefusal, HttpResult } from "../../connection/http.ts";

/**
 * `failed`: it could not be loaded. `missing`: there is no such thing (any more). `newer`: a save was refused, because somebody
 * else had saved meanwhile.
 */
export type SettingsFormState = "loading" | "failed" | "missing" | "editing" | "saving" | "newer";

/** A sentence for each field that is not right. */
export type Problems<Draft> = Partial<Record<keyof Draft & string, string | undefined>>;

export type SettingsForm<Saved, Draft extends object> = {
  state: Accessor<SettingsFormState>;
  /** As the server has it, as far as this form knows; null until it is loaded. */
  saved: Accessor<Saved | null>;
  /** What is typed. A store: read fields of it, write them with `setDraft`. */
  draft: Draft;
  setDraft: SetStoreFunction<Draft>;
  /** Whether the draft says something else than `saved`. */
  changed: Accessor<boolean>;
  /** What is wrong with a field, once saving was tried. */
  problem: (field: keyof Draft & string) => string | undefined;
  /** Why the last save was refused, other than for being overtaken; also where no field can show it. */
  refused: Accessor<HttpRefusal | null>;
  /** In `newer`: what the other one saved, to be shown beside the draft. */
  theirs: Accessor<Draft | null>;
  load: () => Promise<void>;
  /** True when it is saved. */
  save: () => Promise<boolean>;
  /** Back to what is saved. */
  discard: () => void;
  /** In `newer`: goes on from what the other one saved; what was changed here stays changed. */
  keepMine: () => void;
  /** In `newer`: goes on from what the other one saved, without the changes made here. */
  takeTheirs: () => void;
  /** Something was saved by another button than this form's (a new key): the draft keeps what was changed. */
  adopt: (saved: Saved) => void;
};

/**
 * A form over settings that several people may save. Use:
 *
 *     const form = createSettingsForm({
 *       empty: { name: "" },
 *       draftOf: ({ name }) => ({ name }),                       // the fields that are edited here
 *       load: () => request({ method: "GET", path, schema }),
 *       save: (draft, { version }) => request({ method: "PUT", path, body: { ...draft, version }, schema }),
 *       problems: ({ name }) => ({ name: name.trim() === "" ? t("…missing") : undefined }),
 *     });
 *     <SettingsFormView form={form}> fields: form.draft.name, form.setDraft("name", …), form.problem("name") </SettingsFormView>
 *
 * The draft is plain data. It is saved whole, with the version that it began from; the answer is the new `Saved`. A server that
 * has a newer version refuses with `changed_meanwhile`: the newer one is loaded and offered (`newer`), and nothing that was
 * typed is lost. The view draws all of that, the bar with Save and Discard, and asks before one leaves with changes.
 * `load` begins at once.
 */
export function createSettingsForm<Saved, Draft extends object>(options: {
  /** Stands in the draft until it is loaded. */
  empty: Draft;
  draftOf: (saved: Saved) => Draft;
  load: () => Promise<HttpResult<Saved>>;
  save: (draft: Draft, saved: Saved) => Promise<HttpResult<Saved>>;
  /** Nothing is sent while there is one. */
  problems?: (draft: Draft) => Problems<Draft>;
  /** A sentence for the field that the server names as wrong (`path`, as "allowedOrigins.0"). */
  problemOf?: (error: HttpRefusal) => { field: keyof Draft & string; text: string } | null;
  onSaved?: (saved: Saved) => void;
}): SettingsForm<Saved, Draft> {
  const [state, setState] = createSignal<SettingsFormState>("loading");
  const [saved, setSaved] = createSignal<Saved | null>(null);
  const [newer, setNewer] = createSignal<Saved | null>(null);
  const [draft, setDraft] = createStore<Draft>(structuredClone(options.empty));
  const [tried, setTried] = createSignal(false);
  const [refused, setRefused] = createSignal<HttpRefusal | null>(null);

  const plain = (): Draft => structuredClone(unwrap(draft));
  const base = createMemo(() => {
    const known = saved();
    return known === null ? options.empty : options.draftOf(known);
  });
  const changed = createMemo(() => changedFields(base(), draft).length > 0);
  const problems = (): Problems<Draft> => options.problems?.(draft) ?? {};
  const serverProblem = () => {
    const error = refused();
    return error === null ? null : (options.problemOf?.(error) ?? null);
  };

  function begin(next: Saved, from: Draft) {
    batch(() => {
      setSaved(() => next);
      setNewer(null);
      setDraft(reconcile(structuredClone(from)));
      setTried(false);
      setRefused(null);
      setState("editing");
    });
  }

  async function load() {
    setState("loading");
    const answer = await options.load();
    if (answer.ok) begin(answer.value, options.draftOf(answer.value));
    else setState(answer.error.code === "not_found" ? "missing" : "failed");
  }

  async function offerNewer() {
    const answer = await options.load();
    batch(() => {
      if (answer.ok) setNewer(() => answer.value);
      else setRefused(answer.error);
      setState(answer.ok ? "newer" : "editing");
    });
  }

  async function save() {
    const known = saved();
    if (known === null || state() !== "editing") return false;
    batch(() => {
      setTried(true);
      setRefused(null);
    });
    if (Object.values(problems()).some((text) => text !== undefined)) return false;
    setState("saving");
    const answer = await options.save(plain(), known);
    if (answer.ok) {
      begin(answer.value, options.draftOf(answer.value));
      options.onSaved?.(answer.value);
      return true;
    }
    if (answer.error.code === "changed_meanwhile") await offerNewer();
    else {
      batch(() => {
        setRefused(answer.error);
        setState("editing");
      });
    }
    return false;
  }

  const theirs = createMemo(() => {
    const known = newer();
    return known === null ? null : options.draftOf(known);
  });

  void load();

  return {
    ...{ state, saved, draft, setDraft, changed, refused, theirs, load, save },
    problem(field) {
      const server = serverProblem();
      if (server?.field === field) return server.text;
      return tried() ? problems()[field] : undefined;
    },
    discard() {
      const known = saved();
      if (known !== null) begin(known, base());
    },
    keepMine() {
      const theirs = newer();
      if (theirs !== null) begin(theirs, mergeDraft(base(), plain(), options.draftOf(theirs)));
    },
    takeTheirs() {
      const theirs = newer();
      if (theirs !== null) begin(theirs, options.draftOf(theirs));
    },
    adopt: (next) => begin(next, mergeDraft(base(), plain(), options.draftOf(next))),
  };
}

/** The fields in which two drafts differ. They are plain data, so their JSON tells. */
function changedFields<Draft extends object>(before: Draft, after: Draft): (keyof Draft)[] {
  return fieldsOf(before).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** Theirs, except for the fields that were changed here. Of a field that both changed, mine. */
export function mergeDraft<Draft extends object>(base: Draft, mine: Draft, theirs: Draft): Draft {
  const merged = { ...theirs };
  for (const field of changedFields(base, mine)) merged[field] = mine[field];
  return merged;
}

function fieldsOf<Draft extends object>(draft: Draft): (keyof Draft)[] {
  const fields: (keyof Draft)[] = [];
  for (const field in draft) fields.push(field);
  return fields;
}
