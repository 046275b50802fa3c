import { describe, expect, it } from "vitest";
import { catalogueDifferences } from "./catalogue-parity.ts";
import { catalogue as articlesEn } from "./articles.en.ts";
import { catalogue as articlesPtBr } from "./articles.pt-br.ts";
import { catalogue as attachmentEn } from "./attachment.en.ts";
import { catalogue as attachmentPtBr } from "./attachment.pt-br.ts";
import { catalogue as cobrowsingEn } from "./cobrowsing.en.ts";
import { catalogue as cobrowsingPtBr } from "./cobrowsing.pt-br.ts";
import { catalogue as consoleEn } from "./console.en.ts";
import { catalogue as consolePtBr } from "./console.pt-br.ts";
import { catalogue as customerDataEn } from "./customer-data.en.ts";
import { catalogue as customerDataPtBr } from "./customer-data.pt-br.ts";
import { catalogue as flowsEn } from "./flows.en.ts";
import { catalogue as flowsPtBr } from "./flows.pt-br.ts";
import { catalogue as guestEn } from "./guest.en.ts";
import { catalogue as guestPtBr } from "./guest.pt-br.ts";
import { catalogue as receptionEn } from "./reception.en.ts";
import { catalogue as receptionPtBr } from "./reception.pt-br.ts";
import { catalogue as settingsEn } from "./settings.en.ts";
import { catalogue as settingsPtBr } from "./settings.pt-br.ts";
import { catalogue as teamsEn } from "./teams.en.ts";
import { catalogue as teamsPtBr } from "./teams.pt-br.ts";
import { catalogue as textBlocksEn } from "./text-blocks.en.ts";
import { catalogue as textBlocksPtBr } from "./text-blocks.pt-br.ts";
import { catalogue as widgetCobrowseEn } from "./widget-cobrowse.en.ts";
import { catalogue as widgetCobrowsePtBr } from "./widget-cobrowse.pt-br.ts";
import { catalogue as widgetFailedEn } from "./widget-failed.en.ts";
import { catalogue as widgetFailedPtBr } from "./widget-failed.pt-br.ts";
import { catalogue as widgetEn } from "./widget.en.ts";
import { catalogue as widgetPtBr } from "./widget.pt-br.ts";

describe("catalogues", () => {
  it("says in Portuguese all that the console says in English, with the same placeholders", () => {
    expect(catalogueDifferences(consoleEn, consolePtBr)).toEqual([]);
  });

  it("says in Portuguese all that co-browsing says in English, with the same placeholders", () => {
    expect(catalogueDifferences(cobrowsingEn, cobrowsingPtBr)).toEqual([]);
    expect(catalogueDifferences(widgetCobrowseEn, widgetCobrowsePtBr)).toEqual([]);
  });

  it("says in Portuguese all that the dialogs of a customer's data say in English, with the same placeholders", () => {
    expect(catalogueDifferences(customerDataEn, customerDataPtBr)).toEqual([]);
  });

  it("says in Portuguese all that the articles say in English, with the same placeholders", () => {
    expect(catalogueDifferences(articlesEn, articlesPtBr)).toEqual([]);
  });

  it("says in Portuguese all that the settings say in English, with the same placeholders", () => {
    expect(catalogueDifferences(settingsEn, settingsPtBr)).toEqual([]);
  });

  it("says in Portuguese all that the Teams screen says in English, with the same placeholders", () => {
    expect(catalogueDifferences(teamsEn, teamsPtBr)).toEqual([]);
  });

  it("says in Portuguese all that the text blocks say in English, with the same placeholders", () => {
    expect(catalogueDifferences(textBlocksEn, textBlocksPtBr)).toEqual([]);
  });

  it("says in Portuguese all that the flows say in English, with the same placeholders", () => {
    expect(catalogueDifferences(flowsEn, flowsPtBr)).toEqual([]);
  });

  it("says in Portuguese all that guests of a call read, with the same placeholders", () => {
    expect(catalogueDifferences(guestEn, guestPtBr)).toEqual([]);
  });

  it("says in Portuguese what customers are told while nobody answers, with the same placeholders", () => {
    expect(catalogueDifferences(receptionEn, receptionPtBr)).toEqual([]);
  });

  it("says in Portuguese all that the widget says in English, with the same placeholders", () => {
    expect(catalogueDifferences(widgetEn, widgetPtBr)).toEqual([]);
    expect(catalogueDifferences(widgetFailedEn, widgetFailedPtBr)).toEqual([]);
  });

  it("says in Portuguese all that files say in English, with the same placeholders", () => {
    expect(catalogueDifferences(attachmentEn, attachmentPtBr)).toEqual([]);
  });

  it("notices a missing key, a lost placeholder, an unknown one and an empty text", () => {
    const reference = { a: "Hello {{name}}", b: "Bye", c: { one: "one", other: "{{count}} of {{total}}" }, d: "x" };
    const translation = { a: "Olá {{nome}}", c: { one: "um", other: "{{count}}" }, d: " ", e: "a mais" };
    expect(catalogueDifferences(reference, translation)).toEqual([
      "a lacks {{name}}",
      "a has an unknown {{nome}}",
      "b is missing",
      "c lacks {{total}}",
      "d is empty",
      "e is not in the reference",
    ]);
  });
});
