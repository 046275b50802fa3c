/** Which bytes of a file are asked for: all of them, from `offset` on so many, or a range that the file does not have. */
export type AskedRange = { kind: "whole" } | { kind: "part"; offset: number; length: number } | { kind: "beyond" };

const whole: AskedRange = { kind: "whole" };

/**
 * Reads a Range header (RFC 9110, 14.2) for a file of `size` bytes. What is not a single range of bytes is ignored, as the
 * standard has it, and answered with the whole file; one that begins beyond the end is `beyond`.
 */
export function readRange(header: string | undefined, size: number): AskedRange {
  const [, first = "", last = ""] = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? "") ?? [];
  if (first === "" && last === "") return whole;
  if (first === "") {
    // The last so many bytes.
    const length = Math.min(Number(last), size);
    return length === 0 ? { kind: "beyond" } : { kind: "part", offset: size - length, length };
  }
  const offset = Number(first);
  if (last !== "" && Number(last) < offset) return whole;
  if (offset >= size) return { kind: "beyond" };
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return { kind: "part", offset, length: end - offset + 1 };
}
