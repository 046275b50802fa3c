import type { Translation } from "./catalogue.ts";
import type { catalogue as english } from "./teams.en.ts";

export const catalogue: Translation<typeof english> = {
  "teams.list": "Equipes",
  "teams.all": "Todas as equipes",
  "teams.waiting": { one: "{{count}} esperando", other: "{{count}} esperando" },
  "teams.nobodyWaits": "Ninguém espera",
  "teams.free": { one: "{{count}} vaga livre", other: "{{count}} vagas livres" },
  "teams.available": { one: "{{count}} disponível", other: "{{count}} disponíveis" },
  "teams.busy": { one: "{{count}} ocupado", other: "{{count}} ocupados" },
  "teams.away": { one: "{{count}} ausente", other: "{{count}} ausentes" },
  "teams.nobodyAvailable": "Ninguém disponível",
  "teams.line": "Fila de espera",
  "teams.lineText": "Quem espera há mais tempo vem primeiro.",
  "teams.lineEmpty": "Ninguém espera",
  "teams.lineEmptyText": "Novas conversas ficam aqui até alguém assumir.",
  "teams.lineMore": { one: "Mostrar mais {{count}} no Live Chat", other: "Mostrar mais {{count}} no Live Chat" },
  "teams.agents": "Agentes",
  "teams.agentsText": "Conversas abertas em relação ao limite, somando todas as equipes de cada um.",
  "teams.agentsEmpty": "Não há ninguém nesta equipe",
  "teams.agentsEmptyText": "As conversas dela não tocam para ninguém. Ponha agentes nela em Ajustes.",
  "teams.load": "{{load}} de {{limit}}",
  "teams.loadOf": "{{name}} tem {{load}} de {{limit}} conversas",
  "teams.showAgent": "Mostrar as conversas abertas de {{name}}",
  "teams.lists": "Conversas de {{team}}",
  "teams.loading": "Carregando as equipes…",
  "teams.none": "Ainda não há equipes",
};
