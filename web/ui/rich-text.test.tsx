import { cleanup, render, screen } from "@solidjs/testing-library";
import { afterEach, describe, expect, it } from "vitest";
import { linkParts } from "./link-recognition.ts";
import { RichText } from "./rich-text.tsx";

afterEach(cleanup);

const links = (text: string) => linkParts(text).flatMap((part) => (part.href === undefined ? [] : [part.href]));

describe("linkParts", () => {
  it.each([
    ["see https://loja.com.br/pedidos/1?a=b#c.", ["https://loja.com.br/pedidos/1?a=b#c"]],
    ["(http://example.org/a_(b))", ["http://example.org/a_(b)"]],
    ["www.example.com and example.com.br", ["https://www.example.com", "https://example.com.br"]],
    ["write to ana@loja.com!", ["mailto:ana@loja.com"]],
    ["https://münchen.example/ä", ["https://münchen.example/ä"]],
    ["version 1.2.3, 10:30, e.g. this... and so on", []],
    ["javascript:alert(1) data:text/html,x vbscript:x", []],
    ["ftp://example.org //example.org/x", []],
  ])("in %j recognises %j", (text, found) => {
    expect(links(text)).toEqual(found);
  });

  it("loses and changes nothing of the text", () => {
    const text = "a https://x.org\n\nb  <b>c</b> ana@x.org.";
    expect(
      linkParts(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });
});

describe("RichText", () => {
  it("shows markup as text, keeps line breaks, and opens links elsewhere without a trace", async () => {
    const text = "<img src=x onerror=alert(1)>\nline two https://example.org/x";
    const { container } = render(() => <RichText text={text} />);
    const link = await screen.findByRole("link", { name: "https://example.org/x" });
    expect(container.textContent).toBe(text);
    expect(container.querySelector("img")).toBeNull();
    expect(link.getAttribute("rel")).toBe("noopener noreferrer nofollow");
    expect(link.getAttribute("target")).toBe("_blank");
  });
});
