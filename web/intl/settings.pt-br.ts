import type { Translation } from "./catalogue.ts";
import { routingTexts } from "./routing.pt-br.ts";
import { agentsTexts } from "./agents.pt-br.ts";
import { signInSettingsTexts } from "./sign-in-settings.pt-br.ts";
import { settingsCobrowsingTexts } from "./settings-cobrowsing.pt-br.ts";
import { settingsHoursTexts } from "./settings-hours.pt-br.ts";
import { settingsOwnTexts } from "./settings-own.pt-br.ts";
import { settingsSiteTexts } from "./settings-site.pt-br.ts";
import { settingsWorkspaceTexts } from "./settings-workspace.pt-br.ts";
import { teamSettingsTexts } from "./team-settings.pt-br.ts";
import { uploadSettingsTexts } from "./upload-settings.pt-br.ts";
import type { catalogue as english } from "./settings.en.ts";

export const catalogue: Translation<typeof english> = {
  "settings.title": "Ajustes",
  "settings.sections": "Ajustes",
  "settings.back": "Todas as configurações",
  "settings.groupOwn": "Você",
  "settings.groupCompany": "Empresa",
  "settings.groupPeople": "Pessoas e distribuição",
  "settings.loading": "Carregando as configurações…",
  "settings.loadFailed": "Não foi possível carregar estas configurações",
  "settings.missing": "O que você procura não está aqui",
  "settings.missingText": "Foi excluído, ou falta uma parte do link. Volte para ver o que existe.",
  "settings.save": "Salvar",
  "settings.saved": "Salvo",
  "settings.cancel": "Cancelar",
  "settings.unsaved": "Ainda não salvo",
  "settings.discard": "Descartar",
  "settings.wrong": "Algo ainda não está certo. Veja o que está marcado em vermelho.",
  "settings.newerTitle": "Outra pessoa salvou isto enquanto isso",
  "settings.newerText": "Nada do que vocês dois mudaram se perdeu. Escolha com o que quer continuar e salve.",
  "settings.newerKeep": "Manter minhas mudanças sobre as dela",
  "settings.newerTake": "Ficar com as dela",
  "settings.leaveTitle": "Sair sem salvar?",
  "settings.leaveText": "O que você mudou aqui ainda não foi salvo.",
  "settings.leave": "Sair",
  "settings.stay": "Ficar aqui",
  ...agentsTexts,
  ...signInSettingsTexts,
  ...settingsOwnTexts,
  ...routingTexts,
  ...settingsWorkspaceTexts,
  ...settingsSiteTexts,
  ...settingsCobrowsingTexts,
  ...settingsHoursTexts,
  ...teamSettingsTexts,
  ...uploadSettingsTexts,
};
