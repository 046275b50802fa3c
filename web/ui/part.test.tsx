import { cleanup, render, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, describe, expect, it, vi } from "vitest";
import { lazyPart } from "./part.tsx";

afterEach(cleanup);

describe("lazyPart", () => {
  it("holds its place until it has loaded, and is there at once from then on", async () => {
    const Part = lazyPart(async () => (props: { name: string }) => <p>Hello {props.name}</p>);
    render(() => <Part name="Inês" fallback={<p>Coming</p>} />);
    expect(screen.getByText("Coming")).toBeTruthy();
    await screen.findByText("Hello Inês");
    cleanup();
    render(() => <Part name="Tomé" fallback={<p>Coming</p>} />);
    expect(screen.getByText("Hello Tomé")).toBeTruthy();
  });

  it("asks once, however often it is preloaded", async () => {
    const load = vi.fn(async () => () => <p>Here</p>);
    const Part = lazyPart<object>(load);
    Part.preload();
    Part.preload();
    render(() => <Part />);
    await screen.findByText("Here");
    expect(load).toHaveBeenCalledOnce();
  });

  it("says that it is missing, and comes when the machine is online again", async () => {
    const onMissing = vi.fn<() => void>();
    const load = vi.fn(async () => () => <p>Here</p>).mockRejectedValueOnce(new Error("offline"));
    const Part = lazyPart<object>(load, onMissing);
    render(() => <Part fallback={<p>Coming</p>} />);
    await waitFor(() => expect(onMissing).toHaveBeenCalledOnce());
    expect(screen.getByText("Coming")).toBeTruthy();
    window.dispatchEvent(new Event("online"));
    await screen.findByText("Here");
  });
});
