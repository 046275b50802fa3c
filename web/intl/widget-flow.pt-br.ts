import type { Translation } from "./catalogue.ts";
import type { catalogue as english } from "./widget-flow.en.ts";

export const catalogue: Translation<typeof english> = {
  "flow.region": "Responda à pergunta",
  "flow.choose": "Escolha uma opção",
  "flow.rate": "Escolha uma nota",
  "flow.rating": "{{stars}} de {{most}}",
  "flow.send": "Enviar",
  "flow.email": "Seu e-mail",
  "flow.phone": "Seu telefone",
  "flow.number": "Um número",
  "flow.date": "Um dia",
  "flow.file": "Envie um arquivo com o botão abaixo.",
  "flow.person": "Falar com uma pessoa",
  "flow.personAsked": "Procurando alguém…",
  "flow.nobody": "Ninguém está disponível agora. Você pode continuar por aqui.",
  "flow.offline": "Você está sem conexão. Tente de novo em instantes.",
  "flow.handedOver": "Você será atendido por uma pessoa.",
};
