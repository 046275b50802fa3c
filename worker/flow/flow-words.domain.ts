import type { FlowAnswerKind } from "../protocol/flow.ts";

/** What is said to an answer that is none where the step has no words of its own: in the customer's language, as far as we speak it. */
export function retryWords(kind: FlowAnswerKind, language: string | null): string {
  const spoken = language?.toLowerCase().split("-")[0] === "pt" ? "pt" : "en";
  return words[spoken][kind];
}

const words: Record<"en" | "pt", Record<FlowAnswerKind, string>> = {
  en: {
    buttons: "Please choose one of these.",
    list: "Please choose one of these.",
    text: "Please write that a little differently: it is too short or too long.",
    email: "That does not look like an e-mail address. Please write it again, like name@example.com.",
    phone: "That does not look like a phone number. Please write it again, with the area code.",
    number: "Please write a number that fits.",
    date: "Please choose a day that fits, or write it like 2026-11-25.",
    rating: "Please choose one of the ratings.",
    file: "Please send a file of the right kind.",
  },
  pt: {
    buttons: "Escolha uma destas opções.",
    list: "Escolha uma destas opções.",
    text: "Escreva de outra forma, por favor: o texto é curto ou longo demais.",
    email: "Isso não parece um e-mail. Escreva de novo, como nome@exemplo.com.",
    phone: "Isso não parece um telefone. Escreva de novo, com o DDD.",
    number: "Escreva um número válido, por favor.",
    date: "Escolha um dia válido, ou escreva assim: 2026-11-25.",
    rating: "Escolha uma das notas.",
    file: "Envie um arquivo do tipo certo, por favor.",
  },
};
