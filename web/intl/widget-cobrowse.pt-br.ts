import type { Translation } from "./catalogue.ts";
import type { catalogue as english } from "./widget-cobrowse.en.ts";

export const catalogue: Translation<typeof english> = {
  "cobrowse.asks": "{{agent}} gostaria de ver esta página com você",
  "cobrowse.asksHere": "Mostrar também esta parte do site a {{agent}}?",
  "cobrowse.seen":
    "Será visto: esta página como você a vê, seu ponteiro, cliques e rolagem, e aonde você vai neste site.",
  "cobrowse.hidden":
    "Nunca será visto: o que você digita em campos, senhas, números de cartão, outras abas e programas.",
  "cobrowse.private":
    "Só a forma da página será vista: palavras e imagens ficam ocultas, exceto o que o site escolheu mostrar.",
  "cobrowse.anytime": "Você pode parar a qualquer momento, aqui ou na faixa sobre a página.",
  "cobrowse.preview": "Ver o que será visto",
  "cobrowse.previewClose": "Fechar a prévia",
  "cobrowse.previewTitle": "Esta página como {{agent}} a verá",
  "cobrowse.yes": "Mostrar a página",
  "cobrowse.no": "Não, obrigado",
  "cobrowse.failed":
    "Esta página não pode ser mostrada: as configurações de segurança dela não permitem. {{agent}} pode ajudar aqui no chat.",
  "cobrowse.live": "Esta página é vista por {{agents}}",
  "cobrowse.waiting": "Você mostra esta página. Ninguém está olhando agora.",
  "cobrowse.paused": "Em pausa: ninguém vê esta página",
  "cobrowse.stop": "Parar",
  "cobrowse.pause": "Pausar",
  "cobrowse.resume": "Continuar",
  "cobrowse.fact.asked": "{{agent}} pediu para ver sua página",
  "cobrowse.fact.accepted": "Você mostra sua página",
  "cobrowse.fact.declined": "Você não mostrou sua página",
  "cobrowse.fact.missed": "Você não respondeu se queria mostrar sua página",
  "cobrowse.fact.withdrawn": "{{agent}} não pede mais para ver sua página",
  "cobrowse.fact.controlled": "Você deixou {{agent}} controlar a página",
  "cobrowse.fact.ended": "Sua página não é mais mostrada. Foi por {{time}}.",
  "cobrowse.banner.region": "Esta página está sendo mostrada",
  "cobrowse.banner.watched": "Esta página é vista por {{agents}}",
  "cobrowse.banner.nobody": "Você mostra esta página. Ninguém está olhando agora.",
  "cobrowse.banner.paused": "Em pausa: ninguém vê esta página",
  "cobrowse.banner.pause": "Pausar",
  "cobrowse.banner.resume": "Continuar",
  "cobrowse.banner.stop": "Parar",
  "cobrowse.banner.hidden": "O que fica oculto?",
  "cobrowse.banner.shown": "Hachurado fica oculto",
  "cobrowse.banner.asks": "{{agent}} gostaria de clicar e digitar nesta página por você",
  "cobrowse.banner.allow": "Permitir",
  "cobrowse.banner.refuse": "Não",
  "cobrowse.banner.controls": "{{agent}} controla esta página. Esc encerra.",
  "cobrowse.banner.endControl": "Encerrar controle",
};
