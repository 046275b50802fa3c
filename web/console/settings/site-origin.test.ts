import { originSchema } from "#protocol/site";
import { expect, it } from "vitest";
import { originFrom, scriptTag } from "./site-origin.ts";

it("takes the origin out of whatever address is pasted", () => {
  expect(originFrom(" https://www.example.com/shop?x=1 ")).toBe("https://www.example.com");
  expect(originFrom("WWW.Example.com")).toBe("https://www.example.com");
  expect(originFrom("http://localhost:8788/")).toBe("http://localhost:8788");
  // On one's own machine nobody has https.
  expect(originFrom("localhost:8788")).toBe("http://localhost:8788");
  expect(originFrom("127.0.0.1:3000/shop")).toBe("http://127.0.0.1:3000");
  expect(originFrom("localhost.example.com")).toBe("https://localhost.example.com");
  expect(originFrom("loja.exemplo.com.br:443")).toBe("https://loja.exemplo.com.br");
});

it("refuses what is no address of a site", () => {
  for (const typed of ["", "  ", "ftp://example.com", "https://", "https://a b", "https://user:secret@example.com"]) {
    expect(originFrom(typed)).toBeNull();
  }
});

it("gives only what the Worker takes", () => {
  for (const typed of ["example.com", "http://127.0.0.1:8788", "https://münchen.example"]) {
    expect(originSchema.safeParse(originFrom(typed)).success).toBe(true);
  }
});

it("makes the script tag", () => {
  expect(scriptTag("https://fala.example", "shop-1")).toBe(
    '<script async src="https://fala.example/widget.js?site=shop-1"></script>',
  );
});
