import { expect, it } from "vitest";
import { KeptObject } from "./kept-object.ts";

function opened() {
  const names: string[] = [];
  const object = new KeptObject((name) => ({ name, number: names.push(name), works: true }));
  return { names, object };
}

it("asks one object through one stub, however often", async () => {
  const { names, object } = opened();
  for (let index = 0; index < 3; index += 1)
    expect(await object.ask("support", async ({ name }) => name)).toBe("support");
  expect(names).toEqual(["support"]);
});

it("opens another where another object is asked", async () => {
  const { names, object } = opened();
  await object.ask("support", async () => {});
  expect(await object.ask("sales", async ({ name }) => name)).toBe("sales");
  expect(names).toEqual(["support", "sales"]);
});

it("asks again through a new stub where the kept one fails", async () => {
  const { names, object } = opened();
  const question = async (stub: { works: boolean; number: number }) => {
    if (!stub.works) throw new Error("the object was restarted");
    stub.works = false;
    return stub.number;
  };
  expect(await object.ask("support", question)).toBe(1);
  expect(await object.ask("support", question)).toBe(2);
  expect(names).toEqual(["support", "support"]);
});

it("throws where a new stub fails too, and keeps none", async () => {
  const { names, object } = opened();
  const question = () => Promise.reject(new Error("away"));
  await expect(object.ask("support", question)).rejects.toThrow("away");
  expect(await object.ask("support", async ({ number }) => number)).toBe(2);
  await expect(object.ask("support", question)).rejects.toThrow("away");
  expect(names).toEqual(["support", "support", "support"]);
});
