import type { Translation } from "./catalogue.ts";
import type { composerTexts as english } from "./composer.en.ts";

export const composerTexts: Translation<typeof english> = {
  "composer.bar": "Enviar mais que palavras",
  "composer.bar.articles": "Artigo",
  "composer.bar.image": "Imagem",
  "composer.bar.video": "Vídeo",
  "composer.bar.flow": "Fluxo",
  "composer.bar.audio": "Áudio",
  "composer.bar.file": "Arquivo",
  "composer.bar.cobrowsing": "Solicitar co-navegação",
  "composer.bar.chatBlocks": "Bloco de chat",
  "composer.bar.show": "Mostrar a barra",
  "composer.bar.hide": "Esconder a barra",
  "composer.bar.shortcut": "Mostrar ou esconder a barra do campo de escrita",
  "composer.bar.obstacle": "{{what}}: {{why}}",
  "composer.bar.replyOnly": "só em respostas, porque o cliente nunca vê uma nota",
  "composer.article.fact": "Artigo: {{title}}",
  "composer.article.remove": "Tirar “{{title}}”",
  "composer.article.replyOnly": "Um artigo vai para o cliente: envie como resposta.",
  "composer.bar.noFlows": "este Fala ainda não tem fluxos",
  "composer.bar.noCobrowsing": "este Fala ainda não mostra a página do cliente",
  "composer.bar.noChatBlocks": "este Fala ainda não tem blocos de chat",

  "composer.format": "Formatar um texto",
  "composer.format.bold": "Negrito",
  "composer.format.italic": "Itálico",
  "composer.format.struck": "Riscado",
  "composer.format.code": "Código",
  "composer.format.list": "Lista",
  "composer.format.steps": "Lista numerada",
  "composer.format.quote": "Citação",
  "composer.preview": "Como vai aparecer",

  "composer.blocks": "Blocos de texto",
  "composer.blocks.found": {
    one: "{{count}} bloco de texto, escolha com as setas",
    other: "{{count}} blocos de texto, escolha com as setas",
  },
  "composer.blocks.manage": "Gerenciar blocos de texto",
  "composer.variables.open": "Ninguém informou {{name}} ao Fala. Escreva você antes de enviar.",
  "composer.variables.show": "Preencher",
};
