import type { Translation } from "./catalogue.ts";
import type { catalogue as english } from "./customer-data.en.ts";

export const catalogue: Translation<typeof english> = {
  "customerData.exportTitle": "Exportar tudo de {{name}}",
  "customerData.exportText":
    "Um arquivo ZIP com quem é a pessoa e, de cada conversa, a transcrição, tudo em JSON e os arquivos.",
  "customerData.count": { one: "{{count}} conversa", other: "{{count}} conversas" },
  "customerData.unknown": "Não se sabe agora quantas conversas são",
  "customerData.notes": "Com as notas e os fatos da equipe",
  "customerData.notesHelp": "O que o cliente nunca viu. Deixe de fora do que você entregar a ele.",
  "customerData.export": "Exportar",
  "customerData.exporting": "Reunindo a conversa {{at}} de {{total}}",
  "customerData.exportFailed": "Nada foi salvo. {{why}}",
  "customerData.exported": "O arquivo está nos seus downloads",
  "customerData.eraseTitle": "Apagar tudo de {{name}}?",
  "customerData.eraseText":
    "Todas as conversas com essa pessoa somem para sempre, em todas as equipes: mensagens, notas, arquivos e o que se sabe dela. Ninguém pode recuperá-las. Exporte antes se ainda puder precisar.",
  "customerData.eraseType": "Digite “{{name}}” para confirmar",
  "customerData.erase": "Apagar cliente",
  "customerData.erasing": { one: "{{count}} conversa apagada", other: "{{count}} conversas apagadas" },
  "customerData.eraseFailed":
    "Ainda não foi tudo apagado. Continua sozinho dentro de uma hora; você também pode tentar de novo. {{why}}",
  "customerData.erased": "Tudo de {{name}} foi apagado",
};
