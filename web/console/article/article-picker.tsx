import Search from "lucide-solid/icons/search";
import { createMemo, createResource, createSignal, createUniqueId, For, onCleanup, Show } from "solid-js";
import { detectLocale } from "../../intl/locale-detection.ts";
import type { ArticleCard, ArticleLanguage } from "#protocol/article-card";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { intl } from "../console-intl.ts";
import { languageName, t } from "./article-intl.ts";
import { Prose } from "./article-prose.tsx";
import { articleRequests } from "./article-requests.ts";
import "./article-picker.css";

const waitMs = 120;

/** Finds a published article while one types, shows it as the customer will read it, and hands its card over. */
export function ArticlePicker(props: {
  /** The language of who will read it, if it is known: its articles come first. */
  language: string | null;
  onPick: (card: ArticleCard) => void;
  onClose: () => void;
}) {
  const id = createUniqueId();
  const [known] = createResource(async () => {
    const [list, languages] = await Promise.all([articleRequests.list(), articleRequests.languages()]);
    return {
      articles: list.ok ? list.value.articles : [],
      languages: languages.ok ? languages.value.languages : [],
    };
  });
  const [chosenLanguage, setChosenLanguage] = createSignal<ArticleLanguage | null>(null);
  const language = (): ArticleLanguage => {
    const published = known()?.languages ?? [];
    const wanted = [props.language ?? "", intl.shown()];
    return chosenLanguage() ?? detectLocale(wanted, published, published[0] ?? "en");
  };
  const [words, setWords] = createSignal("");
  const [found, setFound] = createSignal<readonly ArticleCard[] | null>(null);
  const [active, setActive] = createSignal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = new AbortController();

  /** What is published, before anything is asked. */
  const all = createMemo(() =>
    (known()?.articles ?? []).flatMap(({ id: article, lines }): ArticleCard[] => {
      const line = lines.find((each) => each.language === language());
      if (line === undefined || line.slug === null) return [];
      return [{ id: article, language: line.language, title: line.title, excerpt: line.excerpt, slug: line.slug }];
    }),
  );
  const hits = () => found() ?? all();
  const card = () => hits()[active()] ?? null;
  const [view] = createResource(card, async (asked) => {
    const answer = await articleRequests.view(asked.id, asked.language);
    return answer.ok ? answer.value : null;
  });
  const ask = (typed: string) => {
    setWords(typed);
    clearTimeout(timer);
    asking.abort();
    if (typed.trim() === "") {
      setFound(null);
      setActive(0);
      return;
    }
    asking = new AbortController();
    const { signal } = asking;
    timer = setTimeout(async () => {
      const answer = await articleRequests.search(typed.trim(), language(), signal);
      if (signal.aborted || !answer.ok) return;
      setFound(answer.value.hits);
      setActive(0);
    }, waitMs);
  };
  onCleanup(() => {
    clearTimeout(timer);
    asking.abort();
  });
  const pick = () => {
    const chosen = card();
    if (chosen !== null) props.onPick(chosen);
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing || hits().length === 0) return;
    if (event.key === "ArrowDown") setActive(Math.min(active() + 1, hits().length - 1));
    else if (event.key === "ArrowUp") setActive(Math.max(active() - 1, 0));
    else if (event.key === "Enter") pick();
    else return;
    event.preventDefault();
    document.getElementById(`${id}-${active()}`)?.scrollIntoView({ block: "nearest" });
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={t("articles.pick.title")}
      size="lg"
      footer={
        <Button variant="primary" disabled={card() === null} onClick={pick}>
          {t("articles.pick.choose")}
        </Button>
      }
    >
      <div class="article-picker">
        <div class="article-picker-side">
          <div class="article-picker-ask">
            <label class="article-picker-field">
              <Search />
              <input
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls={`${id}-list`}
                aria-activedescendant={card() === null ? undefined : `${id}-${active()}`}
                aria-label={t("articles.pick.search")}
                placeholder={t("articles.pick.search")}
                value={words()}
                onInput={(event) => ask(event.currentTarget.value)}
                onKeyDown={press}
                autocomplete="off"
                dir="auto"
              />
            </label>
            <Show when={(known()?.languages.length ?? 0) > 1}>
              <Select
                hideLabel
                size="sm"
                label={t("articles.pick.language")}
                options={(known()?.languages ?? []).map((value) => ({ value, label: languageName(value) }))}
                value={language()}
                onChange={(next) => {
                  setChosenLanguage(next);
                  ask(words());
                }}
              />
            </Show>
          </div>
          <Show when={known()} fallback={<SkeletonRows rows={4} label={t("articles.loading")} />}>
            <div
              id={`${id}-list`}
              class="article-picker-list ui-scroll"
              role="listbox"
              aria-label={t("articles.title")}
            >
              <For
                each={hits()}
                fallback={
                  <p class="article-picker-none" role="status">
                    {t(all().length === 0 ? "articles.pick.none" : "articles.pick.nothing")}
                  </p>
                }
              >
                {(hit, index) => (
                  <div
                    id={`${id}-${index()}`}
                    class="article-picker-hit"
                    role="option"
                    aria-selected={active() === index()}
                    lang={hit.language}
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => setActive(index())}
                    onDblClick={pick}
                  >
                    <strong dir="auto">{hit.title}</strong>
                    <span dir="auto">{hit.excerpt}</span>
                  </div>
                )}
              </For>
            </div>
          </Show>
        </div>
        <div
          class="article-picker-view ui-scroll"
          tabindex="0"
          lang={language()}
          aria-label={t("articles.preview")}
          role="region"
        >
          <Show when={card()} fallback={<p class="article-picker-none">{t("articles.pick.preview")}</p>}>
            {(shown) => (
              <>
                <h3 dir="auto">{shown().title}</h3>
                <Show when={view()} fallback={<SkeletonRows rows={5} label={t("articles.loading")} />}>
                  {(read) => <Prose html={read().html} />}
                </Show>
              </>
            )}
          </Show>
        </div>
      </div>
    </Dialog>
  );
}
