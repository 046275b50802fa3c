import { contentFor } from "../text-block/block-content.domain.ts";
import type { ArticleCard } from "../protocol/article-card.ts";
import type { FlowStep } from "../protocol/flow.ts";
import type { BlockContent } from "../protocol/text-block.ts";
import type { FlowFacts } from "./flow-facts.domain.ts";
import { fillFlowText } from "./flow-text.domain.ts";
import type { FlowContent } from "./flow.domain.ts";

type Said = Extract<FlowStep, { kind: "say" }>["said"];
type NamedArticle = NonNullable<Extract<Said, { kind: "article" }>["article"]>;

/** Where that stands which a step says and the flow does not hold itself. Null: it is not there any more. */
export type FlowSources = {
  article: (article: NamedArticle) => Promise<ArticleCard | null>;
  block: (id: string) => Promise<{ contents: readonly BlockContent[] } | null>;
};

/** What a step says as it is now, with the workspace's own files. Null: some of it is not there any more. */
export async function contentOf(said: Said, facts: FlowFacts, sources: FlowSources): Promise<FlowContent[] | null> {
  const filled = (text: string) => fillFlowText(text, facts);
  if (said.kind === "text") return [{ text: filled(said.text), attachments: said.files }];
  if (said.kind === "article") {
    const card = said.article && (await sources.article(said.article));
    return card && [{ text: filled(said.text), article: card }];
  }
  const block = said.block === null ? null : await sources.block(said.block);
  const content = block && contentFor(block.contents, [facts.language]);
  return (
    content &&
    content.messages.map(({ text, buttons, article, attachments }) => ({
      ...{ text: filled(text), buttons, article, attachments },
    }))
  );
}
