/** Seconds between two lines about the same experiment. */
const everySeconds = 15;

export type Progress = Disposable & {
  /** What the experiment is at from now on, in a few words. */
  is: (at: string) => void;
};

/** Says every quarter of a minute where one experiment is, until it is disposed: most of it is waiting, and whoever waits wants to know for what. */
export function progressOf(tell: (line: string) => void, figures: () => string): Progress {
  const began = performance.now();
  let what = "begins";
  const timer = setInterval(() => {
    tell(`${clock((performance.now() - began) / 1_000)} ${what}; ${figures()}`);
  }, everySeconds * 1_000);
  return {
    is: (at) => (what = at),
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** Minutes and seconds: 2:05. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
