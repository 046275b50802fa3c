import type { Translation } from "./catalogue.ts";
import type { uploadSettingsTexts as english } from "./upload-settings.en.ts";

export const uploadSettingsTexts: Translation<typeof english> = {
  "files.title": "Arquivos",
  "files.text": "O que agentes e clientes podem enviar em uma conversa.",
  "files.limits": "Tamanho e quantidade",
  "files.limitsText": "Vale para todos. Os arquivos vão em partes, para que uma queda da conexão custe pouco.",
  "files.size": "Maior arquivo, em MB",
  "files.count": "Arquivos por mensagem",
  "files.sizeInvalid": "Digite um tamanho de até {{most}} MB.",
  "files.countInvalid": "Digite um número inteiro de 1 a {{most}}.",
  "files.kinds": "Tipos",
  "files.kindsText":
    "Decidido pelo conteúdo do arquivo, não pelo nome. Páginas e desenhos com scripts são sempre baixados.",
  "files.kindsMissing": "Escolha ao menos um tipo.",
  "files.kind.image": "Imagens",
  "files.kind.video": "Vídeos",
  "files.kind.audio": "Áudio",
  "files.kind.document": "Documentos",
  "files.kind.archive": "Compactados (ZIP e outros)",
  "files.kind.program": "Programas e scripts",
  "files.kind.other": "Todo o resto",
  "files.location": "Fotos",
  "files.locationText": "Uma foto diz onde e com o que foi tirada. O Fala remove isso antes de enviar.",
  "files.keepLocation": "Deixar",
};
