import { expect, it } from "vitest";
import { deviceOf } from "./user-agent.ts";

const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";

it("names browser and system", () => {
  expect(
    deviceOf(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/130.0.0.0 Safari/537.36 Edg/130.0`),
  ).toEqual({
    browser: "Edge",
    system: "Windows",
    phone: false,
  });
  expect(deviceOf("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0")).toEqual({
    browser: "Firefox",
    system: "Linux",
    phone: false,
  });
  expect(
    deviceOf(
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
    ),
  ).toEqual({
    browser: "Safari",
    system: "iPhone",
    phone: true,
  });
});

it("does not guess", () => {
  expect(deviceOf(null)).toEqual({ browser: null, system: null, phone: false });
  expect(deviceOf("curl/8.0")).toEqual({ browser: null, system: null, phone: false });
});
