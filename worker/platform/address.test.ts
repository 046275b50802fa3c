import { expect, test } from "vitest";
import { networkOf } from "./address.ts";

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8:1:2::9", "2001:db8:1:2"],
  ["2001:db8::9", "2001:db8:0:0"],
  ["2001:db8::5:6:7:8", "2001:db8:0:0"],
  ["2001:db8::4:5:6:7:8", "2001:db8:0:4"],
  ["::1", "0:0:0:0"],
  ["unknown", "unknown"],
])("[AB8] of %s the network is counted, however its address is written", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
