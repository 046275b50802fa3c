import type { Translation } from "./catalogue.ts";
import type { settingsWorkspaceTexts as english } from "./settings-workspace.en.ts";

export const settingsWorkspaceTexts: Translation<typeof english> = {
  "workspace.title": "Empresa",
  "workspace.text": "O que os clientes veem de vocês, e o que vale para todos os sites e equipes.",
  "workspace.brand": "Nome e logotipo",
  "workspace.name": "Nome",
  "workspace.nameHelp": "Seus agentes o veem. Os clientes veem o nome do site.",
  "workspace.nameMissing": "Digite o nome da empresa.",
  "workspace.logo": "Logotipo",
  "workspace.logoHelp": "PNG, JPEG ou WebP, até 512 kB. Quadrado fica melhor; os clientes o veem no alto do chat.",
  "workspace.logoChoose": "Escolher uma imagem",
  "workspace.logoChange": "Trocar",
  "workspace.logoRemove": "Remover",
  "workspace.logoSending": "Enviando a imagem…",
  "workspace.logoTooLarge": "Esta imagem tem mais de 512 kB. Escolha uma menor.",
  "workspace.languages": "Idiomas do chat",
  "workspace.languagesText":
    "Os clientes leem o chat no idioma do navegador quando é um destes, e no idioma principal quando não é.",
  "workspace.languagesMissing": "Escolha pelo menos um idioma.",
  "workspace.mainLanguage": "Idioma principal",
  "workspace.writing": "Enquanto os clientes escrevem",
  "workspace.sneakPeek": "Espiar o que se digita",
  "workspace.sneakPeekHelp":
    "Os agentes veem o que o cliente está digitando antes de ser enviado. Desligado: veem só que alguém está digitando.",
  "workspace.retention": "Por quanto tempo as conversas são guardadas",
  "workspace.retentionText":
    "Contado a partir do momento em que a conversa foi marcada como concluída. As abertas são sempre guardadas. O que é apagado, com os arquivos, não volta.",
  "workspace.retentionLabel": "Apagar depois de",
  "workspace.retentionNever": "Nunca",
  "workspace.retentionDays": { one: "{{count}} dia", other: "{{count}} dias" },
  "workspace.retentionYears": { one: "{{count}} ano", other: "{{count}} anos" },
};
