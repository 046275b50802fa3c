import { A, useNavigate } from "@solidjs/router";
import Columns2 from "lucide-solid/icons/columns-2";
import Plus from "lucide-solid/icons/plus";
import { createMemo, For, Show } from "solid-js";
import type { ArticleLine } from "#protocol/article";
import { type ArticleLanguage, articleLanguages } from "#protocol/article-card";
import { StatusDot } from "../../ui/badge.tsx";
import { Menu, MenuChoice, MenuChoices, MenuItem } from "../../ui/menu.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { languageName, t } from "./article-intl.ts";
import { stateTones } from "./article-state-mark.tsx";

/** The languages of an article: those that were begun, a way to begin another, and one that can be read beside this one. */
export function LanguageTabs(props: {
  id: string;
  language: ArticleLanguage;
  lines: readonly ArticleLine[];
  beside: ArticleLanguage | null;
  onBeside: (language: ArticleLanguage | null) => void;
}) {
  const navigate = useNavigate();
  const begun = createMemo(() => {
    const known: { language: ArticleLanguage; state: ArticleLine["state"] }[] = [...props.lines];
    return known.some(({ language }) => language === props.language)
      ? known
      : [...known, { language: props.language, state: "draft" as const }];
  });
  const others = () => begun().filter(({ language }) => language !== props.language);
  const free = () => articleLanguages.filter((language) => !begun().some((each) => each.language === language));
  const choose = (value: string) => props.onBeside(others().find((each) => each.language === value)?.language ?? null);
  return (
    <nav class="article-languages" aria-label={t("articles.languages")}>
      <For each={begun()}>
        {({ language, state }) => (
          <A
            class="article-language-tab"
            href={`/articles/${props.id}/${language}`}
            aria-current={language === props.language ? "page" : undefined}
            title={t("articles.language", { language: languageName(language), state: t(`articles.state.${state}`) })}
          >
            <StatusDot tone={stateTones[state]} />
            <span lang={language}>{languageName(language)}</span>
          </A>
        )}
      </For>
      <Menu
        trigger={(trigger) => (
          <ToolButton {...trigger} size="sm" label={t("articles.addLanguage")}>
            <Plus />
          </ToolButton>
        )}
      >
        <For each={free()}>
          {(language) => (
            <MenuItem onSelect={() => navigate(`/articles/${props.id}/${language}`)}>
              <span lang={language}>{languageName(language)}</span>
            </MenuItem>
          )}
        </For>
      </Menu>
      <Show when={others().length > 0}>
        <Menu
          trigger={(trigger) => (
            <ToolButton
              {...trigger}
              class="article-beside-button"
              size="sm"
              label={t("articles.beside")}
              pressed={props.beside !== null}
            >
              <Columns2 />
            </ToolButton>
          )}
        >
          <MenuChoices label={t("articles.beside")} value={props.beside ?? ""} onChange={choose}>
            <MenuChoice value="">{t("articles.besideNone")}</MenuChoice>
            <For each={others()}>
              {({ language }) => <MenuChoice value={language}>{languageName(language)}</MenuChoice>}
            </For>
          </MenuChoices>
        </Menu>
      </Show>
    </nav>
  );
}
