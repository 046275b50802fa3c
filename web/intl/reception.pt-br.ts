import type { Translation } from "./catalogue.ts";
import type { catalogue as english } from "./reception.en.ts";

export const catalogue: Translation<typeof english> = {
  "reception.away": "Não há ninguém aqui agora",
  "reception.today": "Voltamos hoje às {{time}}.",
  "reception.tomorrow": "Voltamos amanhã às {{time}}.",
  "reception.onDay": "Voltamos {{day}} às {{time}}.",
  "reception.soon": "Respondemos assim que alguém voltar.",
  "reception.write": "Escreva mesmo assim: nada se perde, e quem chegar primeiro responde.",
  "reception.next": "Você é o próximo da fila",
  "reception.place": "Você é o número {{place}} da fila",
  "reception.placeText": "Alguém responde logo. Você pode sair desta página: a resposta espera aqui.",
  "reception.email": "Seu e-mail",
  "reception.emailText": "Se quiser, deixe o seu e-mail, para podermos falar com você.",
  "reception.emailSend": "Salvar",
  "reception.emailWrong": "Isto não é um e-mail. Escreva como clara@exemplo.com.",
  "reception.emailFailed": "Não deu para salvar. Tente de novo.",
  "reception.emailKept": "Podemos falar com você em {{email}}.",
  "reception.emailChange": "Mudar",
};
