import type { Translation } from "./catalogue.ts";
import type { uiTexts as english } from "./ui.en.ts";

export const uiTexts: Translation<typeof english> = {
  "ui.close": "Fechar",
  "ui.clear": "Limpar",
  "ui.dismiss": "Dispensar",
  "ui.loading": "Carregando…",
  "ui.retry": "Tentar de novo",
  "ui.search": "Buscar",
  "ui.noResults": "Nada encontrado",
  "ui.notifications": "Notificações",
  "ui.showPassword": "Mostrar senha",
  "ui.hidePassword": "Ocultar senha",
  "ui.justNow": "agora mesmo",
};
