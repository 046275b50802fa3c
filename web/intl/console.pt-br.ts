import type { Translation } from "./catalogue.ts";
import type { catalogue as english } from "./console.en.ts";
import { composerTexts } from "./composer.pt-br.ts";
import { entranceTexts } from "./entrance.pt-br.ts";
import { liveChatTexts } from "./live-chat.pt-br.ts";
import { uiTexts } from "./ui.pt-br.ts";

export const catalogue: Translation<typeof english> = {
  ...uiTexts,
  ...entranceTexts,
  ...liveChatTexts,
  ...composerTexts,

  "nav.label": "Navegação principal",
  "nav.settings": "Ajustes",
  "nav.needing": { one: "{{count}} conversa precisa de você", other: "{{count}} conversas precisam de você" },

  "availability.available": "Disponível",
  "availability.availableHelp": "Novas conversas tocam para você",
  "availability.busy": "Ocupado",
  "availability.busyHelp": "Você fica com o que tem e nada novo chega sozinho",
  "availability.away": "Ausente",
  "availability.awayHelp": "Nada novo toca, e quem espera por você volta para a equipe",
  "availability.menu": "Disponibilidade: {{state}}",
  "availability.failed": "Não foi possível mudar a sua disponibilidade. Tente de novo.",

  "account.menu": "Conta de {{name}}",
  "account.profile": "Perfil",
  "account.security": "Segurança",
  "account.preferences": "Preferências",
  "account.shortcuts": "Atalhos de teclado",
  "account.signOut": "Sair",
  "account.signOutFailed": "Não foi possível sair. Verifique a conexão e tente de novo.",

  "theme.label": "Tema",
  "theme.system": "Como o sistema",
  "theme.light": "Claro",
  "theme.dark": "Escuro",
  "language.label": "Idioma",
  "language.auto": "Como o navegador",
  "language.failed": "Não foi possível carregar este idioma. Verifique a conexão e tente de novo.",

  "banner.offline": "Você está sem conexão. O que escrever fica guardado e é enviado quando ela voltar.",
  "banner.waiting": "Reconectando…",
  "banner.retry": "Tentar agora",
  "banner.outdated": "Há uma versão mais nova do Fala. Recarregue a página para continuar.",
  "banner.closed": "A conexão foi encerrada. Recarregue a página para continuar.",
  "banner.reload": "Recarregar",
  "banner.soundBlocked": "O navegador está bloqueando o som, e novas conversas não tocariam.",
  "banner.testSound": "Testar o som",

  "loading.console": "Abrindo o Fala…",
  "trouble.title": "Não foi possível falar com o Fala",
  "trouble.text": "Verifique a conexão. Assim que ela voltar, tentamos de novo.",
  "broken.title": "Esta tela parou de funcionar",
  "broken.text": "A culpa é nossa. Nada do que foi enviado se perdeu, e o que você escrevia está guardado.",
  "broken.reload": "Recarregar a página",
  "missing.title": "Não há nada neste endereço",
  "missing.text": "O link pode ser antigo, ou falta uma parte dele.",
  "missing.action": "Ir para o Live Chat",

  "notification.waiting": "Nova conversa",
  "notification.assigned": "Esta conversa agora é sua",
  "notification.returned": "Escreveu de novo",
  "notification.message": "Nova mensagem de {{name}}",
  "notification.mention": "{{name}} mencionou você",
  "notification.line": { one: "{{count}} conversa em espera", other: "{{count}} conversas em espera" },
  "notification.lineText": "Abra a fila e atenda a primeira.",
  "notification.where": "{{team}} · {{site}}",
  "notification.nothingYet": "Ainda não escreveu nada",

  "shortcuts.title": "Atalhos de teclado",
  "shortcuts.description": "As teclas são lugares no teclado: valem para qualquer layout.",
  "shortcuts.general": "Em qualquer tela",
  "shortcuts.open": "Mostrar os atalhos de teclado",
  "shortcuts.or": "ou",

  "error.sign_in_failed": "O e-mail ou a senha não está certo. Confira os dois e tente de novo.",
  "error.second_factor_required": "Digite o código do seu aplicativo autenticador.",
  "error.second_factor_failed": "Este código não está certo ou já não vale. Digite o mais recente.",
  "error.locked_out": "Houve tentativas demais. Espere {{minutes}} min e tente de novo.",
  "error.session_over": "Esta sessão terminou. Entre de novo.",
  "error.not_signed_in": "Entre para fazer isto.",
  "error.password_wrong": "Esta não é a sua senha. Tente de novo.",
  "error.origin_foreign":
    "Esta página está em outro endereço que não o do Fala. Abra o Fala no endereço dele e tente de novo.",
  "error.version_too_old": "O Fala foi atualizado nesse meio-tempo. Recarregue a página.",
  "error.limit_invalid":
    "Um limite vai de 1 a 100 conversas. Para que alguém não receba nada novo, deixe essa pessoa ocupada ou ausente.",
  "error.already_set_up": "Este espaço de trabalho já está configurado. Entre nele.",
  "error.setup_token_invalid":
    "Este código de configuração não está certo. Copie-o de novo das configurações da implantação.",
  "error.rate_limited": "Rápido demais. Espere um momento e tente de novo.",
  "error.unavailable": "Não foi possível falar com o Fala agora. Verifique a conexão e tente de novo.",
  "error.forbidden": "Você não pode fazer isto. Peça a um dono ou administrador do espaço de trabalho.",
  "error.not_found": "Isto não existe mais. Recarregue a página.",
  "error.changed_meanwhile": "Outra pessoa salvou isto enquanto isso. Carregue de novo e veja o que ela mudou.",
  "error.origin_invalid": "Isto não é uma origem. Digite esquema e domínio, como https://loja.exemplo.",
  "error.image_invalid": "Esta imagem não pode ser mostrada aqui. Escolha um PNG, JPEG ou WebP de até 512 kB.",
  "error.hours_never_open":
    "Com este horário nunca há ninguém. Adicione um horário em algum dia ou escolha o tempo todo.",
  "error.team_unknown": "Esta equipe não existe mais. Escolha outra.",
  "error.rule_matches_nothing": "Uma regra não pode valer para nenhuma conversa: as condições se excluem.",
  "error.rule_matches_everything": "Uma regra vale para todas as conversas. Dê uma condição a ela.",
  "error.invalid_request": "Algo aqui não está como deveria. Confira o que digitou.",
  "error.internal": "Algo deu errado do nosso lado. Nada foi mudado; tente de novo.",
};
