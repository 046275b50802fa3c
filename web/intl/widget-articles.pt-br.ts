import type { Translation } from "./catalogue.ts";
import type { catalogue as english } from "./widget-articles.en.ts";

export const catalogue: Translation<typeof english> = {
  "article.search": "Buscar artigos de ajuda",
  "article.found": { one: "{{count}} artigo encontrado", other: "{{count}} artigos encontrados" },
  "article.nothing": "Nada encontrado. Escreva para nós abaixo.",
  "article.busy": "Rápido demais. Espere um momento e tente de novo.",
  "article.searchFailed": "A busca não responde agora. Escreva para nós abaixo.",
  "article.back": "Voltar à conversa",
  "article.page": "Abrir como página",
  "article.loading": "Carregando o artigo…",
  "article.gone": "Este artigo não existe mais. Pergunte para nós na conversa.",
  "article.failed": "Não foi possível carregar o artigo.",
  "article.retry": "Tentar de novo",
  "article.helped": "Isto ajudou?",
  "article.yes": "Sim",
  "article.no": "Não",
  "article.thanks": "Obrigado. É bom saber.",
  "article.sorry": "Obrigado. Escreva para nós, vamos ajudar.",
  "article.voteFailed": "Sua resposta não pôde ser enviada. Tente de novo.",
};
