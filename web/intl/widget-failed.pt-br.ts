import type { Translation } from "./catalogue.ts";
import type { catalogue as english } from "./widget-failed.en.ts";

export const catalogue: Translation<typeof english> = {
  "failed.retry": "Tentar de novo",
  "failed.edit": "Mudar",
  "failed.discard": "Descartar",
  "failed.tooMany": "Muitas conversas foram iniciadas da sua conexão hoje. Continue em uma delas ou volte amanhã.",
  "failed.challenge": "Confirme que você é uma pessoa. Em seguida, sua mensagem é enviada.",
  "failed.challengeRefused": "A verificação não foi aceita. Tente mais uma vez.",
  "failed.challengeMissing": "A verificação não pôde ser carregada. Tente de novo.",
};
