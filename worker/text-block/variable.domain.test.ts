import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillVariables, type VariableValues, variablesIn } from "./variable.domain.ts";

const values: VariableValues = {
  customer: { name: "Maria Oliveira", email: null },
  agent: { name: "Ana Souza" },
  team: { name: "Support" },
  site: { name: "Serra Coffee" },
  attributes: { plan: "Coffee club", "last order": 8841, vip: false },
};
const fill = (text: string, more: Partial<VariableValues> = {}) => fillVariables(text, { ...values, ...more });

describe("variables", () => {
  it.each([
    ["Hi {{customer.name|there}}", "Hi Maria Oliveira"],
    ["Hi {{ customer.first_name | there }}!", "Hi Maria!"],
    ["{{agent.name}} of {{team.name}} at {{site.name}}", "Ana Souza of Support at Serra Coffee"],
    ["{{attribute.plan}}, {{attribute.last order}}, {{attribute.vip}}", "Coffee club, 8841, false"],
    ["{{customer.email|your address}}", "your address"],
    ["{{customer.email|}}", ""],
    ["{{attribute.constructor|no}} {{customer.shoe_size|no}}", "no no"],
  ])("[TB11] %j is filled to %j", (text, filled) => expect(fill(text)).toEqual({ text: filled, open: [] }));

  it("[TB11] without a value and a fallback stay, and are told where they stand", () => {
    const { text, open } = fill("Hi {{customer.first_name}}, is {{customer.email}} right?");
    expect(text).toBe("Hi Maria, is {{customer.email}} right?");
    expect(open.map(({ start, end }) => text.slice(start, end))).toEqual(["{{customer.email}}"]);
  });

  it("are only those of ours: another template language is left alone", () => {
    for (const text of ["{{ user }}", "{{#if customer}}", "{{customer}}", "{{agent.name", "{customer.name}"]) {
      expect(variablesIn(text)).toEqual([]);
      expect(fill(text).text).toBe(text);
    }
  });

  it("[TB12] in a value are not variables: nothing is filled twice, and nothing is left open by a name", () => {
    const name = "{{agent.name}} {{customer.name|x}}";
    const { text, open } = fill("Hi {{customer.name}}", { customer: { name, email: null } });
    expect(text).toBe("Hi {agent.name} {customer.name|x}");
    expect(open).toEqual([]);
    expect(variablesIn(text)).toEqual([]);
    expect(fill("{{attribute.{{agent.name}}|x}}").text).not.toContain("Souza Souza");
  });

  it("[TB12] filled with anything leave no variable open that the block did not have", () => {
    const piece = fc.constantFrom("{{", "}}", "customer.name", "|", " ", "{", "}", "a", "\n");
    const texts = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(texts, (name) => {
        const { text } = fill("a {{customer.name|x}} b", { customer: { name, email: null } });
        expect(variablesIn(text)).toEqual([]);
      }),
    );
  });
});
