import { describe, expect, test } from "vitest";
import { type Bucket, fullBucket, PersonRates, type Rate, take } from "./rate.ts";

const rate: Rate = { burst: 40, perSecond: 10, floodAfter: 200 };

/** Sends `perSecond` frames a second for some seconds; answers what became of them. */
function send(perSecond: number, seconds: number, from: Bucket = fullBucket(rate, 0)) {
  let bucket = from;
  const verdicts = { ok: 0, wait: 0, flood: 0 };
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const taken = take(bucket, rate, bucket.at + 1_000 / perSecond);
    bucket = taken.bucket;
    verdicts[taken.verdict] += 1;
    if (taken.verdict === "flood") break;
  }
  return { bucket, ...verdicts };
}

describe("the rate of a socket", () => {
  test("a burst of 40 passes, then ten a second", () => {
    const at = (now: number, bucket: Bucket) => take(bucket, rate, now);
    let bucket = fullBucket(rate, 0);
    for (let index = 0; index < 40; index += 1) ({ bucket } = at(0, bucket));
    expect(at(0, bucket).verdict).toBe("wait");
    expect(at(99, bucket).verdict).toBe("wait");
    expect(at(100, bucket).verdict).toBe("ok");
  });

  test("50 at once: 40 pass and ten are refused, and nobody is thrown out", () => {
    const { ok, wait, flood } = send(50_000, 0.001);
    expect([ok, wait, flood]).toEqual([40, 10, 0]);
  });

  test.each([300, 1_000, 10_000])("%d a second is a flood, although some of them pass", (perSecond) => {
    expect(send(perSecond, 5).flood).toBe(1);
  });

  test("a little too fast for an hour is refused now and then, and never a flood", () => {
    expect(send(15, 3_600).flood).toBe(0);
  });

  test("who was quiet for a while has everything back", () => {
    const { bucket } = send(1_000, 0.15);
    expect(take(bucket, rate, bucket.at + 60_000).bucket).toMatchObject({ tokens: 39, refused: 0 });
  });

  test("a clock that goes back takes nothing away", () => {
    expect(take(fullBucket(rate, 1_000), rate, 0)).toMatchObject({ verdict: "ok", bucket: { tokens: 39 } });
  });
});

test("the rate of a person is theirs alone, comes back with time, and is as before after it was forgotten", () => {
  const rates = new PersonRates({ burst: 2, perSecond: 1, floodAfter: 10 });
  const verdicts = (person: string, now: number) => [0, 1, 2].map(() => rates.take(person, now));
  expect(verdicts("ana", 0)).toEqual(["ok", "ok", "wait"]);
  expect(verdicts("bruno", 0)).toEqual(["ok", "ok", "wait"]);
  expect(verdicts("ana", 1_000)).toEqual(["ok", "wait", "wait"]);
  expect(verdicts("carla", 2_500)).toEqual(["ok", "ok", "wait"]);
  expect(verdicts("ana", 2_500)).toEqual(["ok", "wait", "wait"]);
  expect(verdicts("bruno", 9_000)).toEqual(["ok", "ok", "wait"]);
});
