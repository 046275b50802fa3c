import { cleanup, fireEvent, render, screen } from "@solidjs/testing-library";
import { Show, createSignal } from "solid-js";
import { afterEach, describe, expect, it, vi } from "vitest";
import { uiTexts } from "../intl/ui.en.ts";
import { Picker } from "./picker.tsx";
import { UiProvider } from "./ui-context.tsx";

afterEach(cleanup);

const groups = [
  {
    label: "Agents",
    options: [
      { value: "ana", label: "Ana Ribeiro", detail: "ana@loja.com" },
      { value: "joao", label: "João Álvares" },
      { value: "davi", label: "Davi Okafor", disabled: true },
    ],
  },
  { label: "Teams", options: [{ value: "billing", label: "Billing", keywords: "invoices" }] },
];

function picker() {
  const onPick = vi.fn<(value: string) => void>();
  render(() => (
    <UiProvider locale="en" word={(word) => uiTexts[`ui.${word}`]}>
      <Picker label="Transfer to" groups={groups} onPick={onPick} />
    </UiProvider>
  ));
  const search = screen.getByRole("combobox", { name: "Transfer to" });
  const active = () => document.getElementById(search.getAttribute("aria-activedescendant") ?? "")?.textContent;
  const names = () => screen.getAllByRole("option").map((option) => option.textContent);
  return { onPick, search, active, names };
}

describe("Picker", () => {
  it("picks the first match with Enter after typing, without accents or case", () => {
    const { onPick, search, active, names } = picker();
    fireEvent.input(search, { target: { value: "alv JOAO" } });
    expect(names()).toEqual(["João Álvares"]);
    expect(active()).toBe("João Álvares");
    fireEvent.keyDown(search, { key: "Enter" });
    expect(onPick).toHaveBeenCalledExactlyOnceWith("joao");
  });

  it("finds by detail and by keywords", () => {
    const { search, names } = picker();
    fireEvent.input(search, { target: { value: "loja" } });
    expect(names()).toEqual(["Ana Ribeiroana@loja.com"]);
    fireEvent.input(search, { target: { value: "invo" } });
    expect(names()).toEqual(["Billing"]);
  });

  it("moves with the arrows over groups, around the ends, and past what is disabled", () => {
    const { onPick, search, active } = picker();
    expect(active()).toBeUndefined();
    const seen = [1, 2, 3, 4].map(() => {
      fireEvent.keyDown(search, { key: "ArrowDown" });
      return active();
    });
    expect(seen).toEqual(["Ana Ribeiroana@loja.com", "João Álvares", "Billing", "Ana Ribeiroana@loja.com"]);
    fireEvent.keyDown(search, { key: "ArrowUp" });
    expect(active()).toBe("Billing");
    fireEvent.click(screen.getByRole("option", { name: /Davi/ }));
    expect(onPick).not.toHaveBeenCalled();
  });

  it("picks what Enter asked for while the options were on their way, and nothing if the words changed since", () => {
    const [loading, setLoading] = createSignal(true);
    const onPick = vi.fn<(value: string) => void>();
    render(() => (
      <UiProvider locale="en" word={(word) => uiTexts[`ui.${word}`]}>
        <Picker label="Transfer to" groups={loading() ? [] : groups} loading={loading()} onPick={onPick} />
      </UiProvider>
    ));
    const search = screen.getByRole("combobox");
    fireEvent.input(search, { target: { value: "bill" } });
    fireEvent.keyDown(search, { key: "Enter" });
    expect(onPick).not.toHaveBeenCalled();
    setLoading(false);
    expect(onPick).toHaveBeenCalledExactlyOnceWith("billing");
    setLoading(true);
    fireEvent.keyDown(search, { key: "Enter" });
    fireEvent.input(search, { target: { value: "ana" } });
    setLoading(false);
    expect(onPick).toHaveBeenCalledOnce();
  });

  it("begins on what is selected, and Enter there confirms it; a held key and a choice that is not made yet do not", () => {
    const [selected, setSelected] = createSignal("joao");
    const onConfirm = vi.fn<() => void>();
    render(() => (
      <UiProvider locale="en" word={(word) => uiTexts[`ui.${word}`]}>
        <Picker label="Send" groups={groups} selected={selected()} onPick={setSelected} onConfirm={onConfirm} />
      </UiProvider>
    ));
    const search = screen.getByRole("combobox");
    fireEvent.keyDown(search, { key: "ArrowDown" });
    fireEvent.keyDown(search, { key: "Enter" });
    expect(selected()).toBe("billing");
    expect(onConfirm).not.toHaveBeenCalled();
    fireEvent.keyDown(search, { key: "Enter", repeat: true });
    expect(onConfirm).not.toHaveBeenCalled();
    fireEvent.keyDown(search, { key: "Enter" });
    expect(onConfirm).toHaveBeenCalledOnce();
    // A press with the mouse only chooses.
    fireEvent.click(screen.getByRole("option", { name: "Billing" }));
    expect(onConfirm).toHaveBeenCalledOnce();
  });

  it("does not pick while an input method composes", () => {
    const { onPick, search } = picker();
    fireEvent.input(search, { target: { value: "ana" } });
    fireEvent.keyDown(search, { key: "Enter", isComposing: true });
    expect(onPick).not.toHaveBeenCalled();
  });

  it("says when there is nothing", () => {
    const { search } = picker();
    fireEvent.input(search, { target: { value: "zzz" } });
    expect(screen.getByRole("status").textContent).toBe("Nothing found");
    expect(screen.queryAllByRole("option")).toEqual([]);
  });

  it("takes the focus over from the popover that had to wait for it", () => {
    const [loaded, setLoaded] = createSignal(false);
    render(() => (
      <UiProvider locale="en" word={(word) => uiTexts[`ui.${word}`]}>
        <div role="dialog" aria-label="Transfer" tabindex="-1">
          <Show when={loaded()}>
            <Picker label="Transfer to" groups={groups} onPick={() => {}} />
          </Show>
        </div>
      </UiProvider>
    ));
    screen.getByRole("dialog").focus();
    setLoaded(true);
    expect(document.activeElement).toBe(screen.getByRole("combobox"));
  });
});
