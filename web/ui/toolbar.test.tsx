import { cleanup, fireEvent, render, screen } from "@solidjs/testing-library";
import { afterEach, expect, it } from "vitest";
import { Toolbar } from "./toolbar.tsx";

afterEach(cleanup);

it("is one stop of the Tab key, and goes around with the arrows", () => {
  render(() => (
    <Toolbar label="Bar">
      <button type="button">One</button>
      <button type="button" aria-disabled="true">
        Two
      </button>
      <button type="button">Three</button>
    </Toolbar>
  ));
  const button = (name: string) => screen.getByRole("button", { name });
  const stops = () => screen.getAllByRole("button").map((each) => each.tabIndex);
  expect(stops()).toEqual([0, -1, -1]);
  button("One").focus();
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
  press("ArrowRight");
  expect(document.activeElement).toBe(button("Two"));
  expect(stops()).toEqual([-1, 0, -1]);
  press("End");
  expect(document.activeElement).toBe(button("Three"));
  press("ArrowRight");
  expect(document.activeElement).toBe(button("One"));
  press("ArrowLeft");
  expect(document.activeElement).toBe(button("Three"));
  press("Home");
  expect(document.activeElement).toBe(button("One"));
});
