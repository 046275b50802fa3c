import type { Translation } from "./catalogue.ts";
import type { catalogue as english } from "./guest.en.ts";

export const catalogue: Translation<typeof english> = {
  "guest.title": "Chamada · {{company}}",
  "guest.titlePlain": "Chamada",
  "guest.invited": "Você foi convidado para uma chamada",
  "guest.invitedBy": "Você foi convidado para uma chamada com {{company}}",
  "guest.nameText": "Os outros veem este nome. Alguém na chamada deixa você entrar.",
  "guest.name": "Seu nome",
  "guest.nameMissing": "Diga quem você é, para que os outros saibam quem estão deixando entrar.",
  "guest.knock": "Pedir para entrar",
  "guest.waiting": "Aguardando que alguém deixe você entrar…",
  "guest.refused": "Sua entrada não foi permitida",
  "guest.refusedText": "Quem conduz a chamada decidiu assim. Fale com quem enviou o link.",
  "guest.removed": "Você foi removido da chamada",
  "guest.over": "Esta chamada terminou",
  "guest.overText": "O link valia apenas para esta chamada. Você pode fechar esta página.",
  "guest.unknown": "Este link não leva a nenhuma chamada",
  "guest.unknownText": "Ele pode ter sido cortado no caminho. Copie o link inteiro de novo ou peça um novo.",
  "guest.failed": "Esta página perdeu a chamada",
  "guest.failedText": "Recarregue-a para voltar.",
  "guest.reload": "Recarregar",
  "guest.again": "Entrar de novo",
  "guest.offline": "Sem conexão. Tentando de novo…",
  "guest.full": "Há gente demais aguardando para entrar. Tente de novo em instantes.",
};
