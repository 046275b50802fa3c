import type { Translation } from "./catalogue.ts";
import type { catalogue as english } from "./widget.en.ts";
import { uiTexts } from "./ui.pt-br.ts";

export const catalogue: Translation<typeof english> = {
  ...uiTexts,

  "header.label": "Conversa com {{name}}",
  "header.talks": "{{company}} · fala com você",
  "header.options": "Opções",
  "header.close": "Fechar",

  "options.sound": "Som para mensagens novas",
  "options.language": "Idioma",
  "options.auto": "Como no navegador",

  "greeting.keeps": "Você pode sair desta página: a resposta espera aqui.",

  "log.label": "Mensagens",
  "log.older": "Carregando mensagens anteriores…",
  "log.new": { one: "1 mensagem nova", other: "{{count}} mensagens novas" },
  "log.toEnd": "Ir para a mensagem mais nova",
  "log.today": "Hoje",
  "log.yesterday": "Ontem",

  "line.joined": "Agora você fala com {{name}}",
  "line.left": "{{name}} saiu. Outra pessoa vai responder.",
  "line.done": "{{name}} marcou esta conversa como concluída",
  "line.doneUnnamed": "Esta conversa foi concluída",
  "line.doneHint": "Escreva de novo para reabri-la.",
  "line.reopened": "{{name}} reabriu esta conversa",
  "line.reopenedUnnamed": "Esta conversa foi reaberta",

  "message.you": "Você",
  "message.edited": "editada",
  "message.buttons": "Responder com um toque",
  "message.chosen": "Escolhido:",
  "message.deleted": "{{name}} apagou esta mensagem",
  "message.said": "{{name}} diz",
  "message.youSaid": "Você diz",

  "mark.waiting": "Aguarda a conexão",
  "mark.sending": "Enviando…",
  "mark.sent": "Enviada",
  "mark.delivered": "Entregue",
  "mark.read": "Lida",
  "mark.failed": "Não enviada",

  "typing.who": "{{name}} está digitando",

  "composer.attach": "Adicionar arquivos",
  "composer.label": "Mensagem",
  "composer.placeholder": "Sua mensagem…",
  "composer.send": "Enviar",
  "composer.left": { one: "resta 1 caractere", other: "restam {{count}} caracteres" },
  "composer.over": { one: "1 caractere a mais", other: "{{count}} caracteres a mais" },
  "composer.topic": "Sobre {{topic}}",
  "composer.dropTopic": "Tirar o assunto",

  "banner.offline": "Sem conexão. O que você escrever será enviado assim que ela voltar.",
  "banner.again": "Tentar de novo",
  "banner.reload": "Carregar de novo",

  "closed.badHello": "Este chat não consegue falar com o servidor. Carregue-o de novo.",
  "closed.notSignedIn": "O tempo deste chat acabou. Carregue-o de novo para continuar.",
  "closed.forbidden": "Esta conversa é de outra sessão. Carregue o chat de novo.",
  "closed.notFound": "Esta conversa não existe mais. Carregue o chat de novo para começar outra.",
  "closed.versionTooOld": "Há uma versão mais nova deste chat. Carregue-o de novo para continuar.",
  "closed.flood": "Foi enviado demais de uma vez, e este chat foi pausado. Espere um minuto e carregue-o de novo.",
  "closed.sessionOver": "Esta sessão terminou. Carregue o chat de novo para continuar.",
  "closed.other": "O servidor fechou este chat. Carregue-o de novo.",

  "refused.tooLong": "Esta mensagem é longa demais. Envie-a em partes.",
  "refused.empty": "Não há texto nesta mensagem.",
  "refused.tooMuch": "Foi demais de uma vez. Espere um momento e tente de novo.",
  "refused.session": "Este chat é de outra sessão. Carregue-o de novo.",
  "refused.origin": "Este site ainda não pode mostrar este chat. O dono do site precisa permitir.",
  "refused.unavailable": "O chat não pode ser alcançado agora. Ele tenta de novo sozinho.",
  "refused.other": "Não deu certo. Tente de novo.",

  "alone.title": "Este chat faz parte de uma página",
  "alone.text": "Ele é mostrado pelo site que o usa, e não em um endereço próprio.",
};
