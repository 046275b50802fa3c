import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fileLimits } from "../protocol/file-limits.ts";
import {
  cleanName,
  disposition,
  isDrawable,
  isShown,
  kindOf,
  partSize,
  partsOf,
  sizeProblem,
} from "./attachment.domain.ts";
import { imageSize } from "./image-size.domain.ts";
import { readRange } from "./range.domain.ts";
import { sniff } from "./sniff.domain.ts";
import { withoutLocation } from "./strip-location.domain.ts";

const file = (name: string) => new Uint8Array(readFileSync(`${import.meta.dirname}/../../web/e2e/files/${name}`));
const bytes = (text: string) => new TextEncoder().encode(text);

describe("what a file is", () => {
  test.each([
    ["photo.jpg", "image/jpeg", "image"],
    ["chart.png", "image/png", "image"],
    ["leaf.webp", "image/webp", "image"],
    ["blink.gif", "image/gif", "image"],
    ["clip.mp4", "video/mp4", "video"],
    ["clip.webm", "video/webm", "video"],
    ["tone.mp3", "audio/mpeg", "audio"],
    ["tone.ogg", "audio/ogg", "audio"],
    ["invoice.pdf", "application/pdf", "document"],
    ["script.svg", "image/svg+xml", "document"],
  ])("[AT3] %s is %s by its bytes", (name, type, kind) => {
    expect(sniff(file(name).subarray(0, 4096))).toEqual({ type, kind });
  });

  test.each<[string, string | number[], string, string]>([
    ["an executable", "MZ\x90\0\x03", "application/vnd.microsoft.portable-executable", "program"],
    ["a script", "#!/bin/sh\nrm -rf /\n", "text/x-script", "program"],
    ["a page", "  <!DOCTYPE html><script>alert(1)</script>", "text/html", "document"],
    ["a page behind a comment", "<!-- hi --><ScRiPt src=//x>", "text/html", "document"],
    [
      "an SVG behind its declarations",
      '<?xml version="1.0"?><!-- x --><svg onload="x()">',
      "image/svg+xml",
      "document",
    ],
    [
      "an SVG in a namespace",
      '<s:svg xmlns:s="http://www.w3.org/2000/svg"><svg ></s:svg>',
      "image/svg+xml",
      "document",
    ],
    ["XML", "<?xml version='1.0'?><note/>", "text/xml", "document"],
    ["words", "Olá, tudo bem? 🎉", "text/plain", "document"],
    [
      "a document of an office",
      `PK\x03\x04${"\0".repeat(26)}[Content_Types].xml....word/document.xml`,
      officeText,
      "document",
    ],
    ["an archive", "PK\x03\x04abc", "application/zip", "archive"],
    ["a photo of a phone", `\0\0\0\x18ftypheic${"\0".repeat(8)}`, "image/heic", "image"],
    ["a voice", `\0\0\0\x18ftypM4A ${"\0".repeat(8)}`, "audio/mp4", "audio"],
    ["unknown bytes", [0, 1, 2, 3], "application/octet-stream", "other"],
    ["nothing", "", "application/octet-stream", "other"],
  ])("[AT3] %s", (_, content, type, kind) => {
    const head = typeof content === "string" ? Uint8Array.from(latin(content)) : Uint8Array.from(content);
    expect(sniff(head)).toEqual({ type, kind });
  });

  test("[AT3][AT4] whatever the bytes are: it never fails, and what a browser would run is never shown", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (head) => {
        expect(isShown(sniff(head).type) && sniff(head).kind === "program").toBe(false);
        imageSize("image/jpeg", head);
        imageSize("image/webp", head);
        imageSize("image/heic", head);
      }),
    );
    for (const type of ["text/html", "image/svg+xml", "text/xml", "application/pdf", "text/plain"]) {
      expect(isShown(type)).toBe(false);
    }
  });

  test("[AT5] a name can make a program of anything, and of a program nothing else", () => {
    const picture = { kind: "image", type: "image/png" } as const;
    expect(kindOf(picture, "holiday.png")).toBe("image");
    expect(kindOf(picture, "holiday.png.EXE")).toBe("program");
    expect(kindOf(sniff(Uint8Array.from(latin("MZ\x90"))), "holiday.png")).toBe("program");
  });
});

const officeText = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

function latin(text: string): number[] {
  return text.split("").every((each) => each.charCodeAt(0) < 256)
    ? text.split("").map((each) => each.charCodeAt(0))
    : [...bytes(text)];
}

describe("how large an image is", () => {
  test.each([
    ["chart.png", "image/png", 300, 200],
    ["leaf.webp", "image/webp", 200, 120],
    ["blink.gif", "image/gif", 48, 48],
  ])("[AT7] %s, from its header", (name, type, width, height) => {
    expect(imageSize(type, file(name).subarray(0, 64))).toEqual({ width, height });
  });

  test("[AT7] a photo that lies on its side is as wide as it is shown", () => {
    expect(imageSize("image/jpeg", file("photo.jpg"))).toEqual({ width: 640, height: 480 });
  });

  test("[AT8] one that would unpack into gigabytes is not drawable", () => {
    expect(isDrawable({ width: 60_000, height: 60_000 })).toBe(false);
    expect(isDrawable({ width: 100_000, height: 10 })).toBe(false);
    expect(isDrawable({ width: 8_000, height: 6_000 })).toBe(true);
  });
});

describe("where a photo was taken", () => {
  const says = (of: Uint8Array, text: string) => Buffer.from(of).includes(text);

  test("[AT9] goes from a JPEG, and the photo stays turned and whole", () => {
    const photo = file("photo.jpg");
    expect([says(photo, "GPSLatitude"), says(photo, "Exif")]).toEqual([true, true]);
    const clean = withoutLocation("image/jpeg", photo);
    if (clean === null) throw new Error("not read");
    expect(says(clean, "GPSLatitude")).toBe(false);
    expect(imageSize("image/jpeg", clean)).toEqual({ width: 640, height: 480 });
    const scan = (of: Uint8Array) => Buffer.from(of).subarray(Buffer.from(of).indexOf(Buffer.from([0xff, 0xdb])));
    expect(scan(clean).equals(scan(photo))).toBe(true);
    // What is behind the picture goes too.
    const longer = new Uint8Array([...photo, ...bytes("and a film with GPSLatitude")]);
    expect(withoutLocation("image/jpeg", longer)).toEqual(clean);
    expect(withoutLocation("image/jpeg", clean)?.length).toBe(clean.length);
  });

  test("[AT9] goes from a PNG, a WebP and an HEIC", () => {
    const chart = file("chart.png");
    const text = Uint8Array.from([0, 0, 0, 11, ...bytes("tEXtGPSLatitude"), 1, 2, 3, 4]);
    const told = new Uint8Array([...chart.subarray(0, 33), ...text, ...chart.subarray(33)]);
    expect(withoutLocation("image/png", told)).toEqual(withoutLocation("image/png", chart));
    const leaf = file("leaf.webp");
    const exif = Uint8Array.from([...bytes("XMP "), 12, 0, 0, 0, ...bytes("GPSLatitude!")]);
    const longer = new Uint8Array([...leaf, ...exif]);
    new DataView(longer.buffer).setUint32(4, longer.length - 8, true);
    expect(withoutLocation("image/webp", longer)).toEqual(leaf);
    const heic = smallHeic("GPSLatitude");
    const clean = withoutLocation("image/heic", heic);
    expect(clean?.length).toBe(heic.length);
    expect(says(clean ?? heic, "GPSLatitude")).toBe(false);
    expect(says(clean ?? heic, "picture")).toBe(true);
  });

  test("[AT9] a file without any stays the same bytes; whatever the bytes are, it never fails", () => {
    for (const [name, type] of [
      ["leaf.webp", "image/webp"],
      ["blink.gif", "image/gif"],
    ] as const) {
      const whole = file(name);
      expect(withoutLocation(type, whole)).toBe(whole);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom("jpeg", "png", "webp", "heic"), (head, kind) => {
        withoutLocation(`image/${kind}`, Uint8Array.from(head));
      }),
    );
  });
});

/** A meta box with one Exif item that says `secret`, and a picture behind it. */
function smallHeic(secret: string): Uint8Array<ArrayBuffer> {
  const box = (type: string, content: number[]) => {
    const size = content.length + 8;
    return [size >> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255, ...bytes(type), ...content];
  };
  const ftyp = box("ftyp", [...bytes("heic"), 0, 0, 0, 0]);
  const infe = box("infe", [2, 0, 0, 0, 0, 1, 0, 0, ...bytes("Exif"), 0]);
  const iinf = box("iinf", [0, 0, 0, 0, 0, 1, ...infe]);
  const iloc = (offset: number) =>
    box("iloc", [0, 0, 0, 0, 0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, offset >> 8, offset & 255, 0, 0, 0, secret.length]);
  const meta = (offset: number) => box("meta", [0, 0, 0, 0, ...iinf, ...iloc(offset)]);
  const offset = ftyp.length + meta(0).length + 8;
  return Uint8Array.from([...ftyp, ...meta(offset), ...box("mdat", [...bytes(secret), ...bytes("picture")])]);
}

describe("a name", () => {
  test.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\ana\\photo.jpg", "photo.jpg"],
    ["invoice\u202Egnp.exe", "invoicegnp.exe"],
    ["\u2066a\u2069\u200b.png", "a.png"],
    ["a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt"],
    ["...", "file"],
    ["", "file"],
    ["/", "file"],
    ["x\ud800y.txt", "x_y.txt"],
    ["  Relatório  final.pdf ", "Relatório final.pdf"],
  ])("[AT6] %j becomes %j", (name, clean) => {
    expect(cleanName(name)).toBe(clean);
  });

  test("[AT6] of 500 characters is cut, and its ending stays", () => {
    const clean = cleanName(`${"ã".repeat(500)}.jpeg`);
    expect(Array.from(clean)).toHaveLength(fileLimits.nameCharacters);
    expect(clean.endsWith("….jpeg")).toBe(true);
  });

  test("[AT6] whatever it is: harmless, not empty, and cleaning it again changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (name) => {
        const clean = cleanName(name);
        expect(clean).not.toMatch(/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]|^\.|^$/u);
        expect(cleanName(clean)).toBe(clean);
        expect(disposition("attachment", clean)).toMatch(
          /^attachment; filename="[\x20-\x21\x23-\x7e]*"; filename\*=UTF-8''[\w.!~%-]+$/,
        );
      }),
    );
  });
});

describe("a range", () => {
  test.each<[string | undefined, object]>([
    [undefined, { kind: "whole" }],
    ["bytes=0-9", { kind: "part", offset: 0, length: 10 }],
    ["bytes=90-", { kind: "part", offset: 90, length: 10 }],
    ["bytes=-10", { kind: "part", offset: 90, length: 10 }],
    ["bytes=-1000", { kind: "part", offset: 0, length: 100 }],
    ["bytes=50-5000", { kind: "part", offset: 50, length: 50 }],
    ["bytes=100-", { kind: "beyond" }],
    [`bytes=${"9".repeat(400)}-`, { kind: "beyond" }],
    ["bytes=-0", { kind: "beyond" }],
    ["bytes=9-2", { kind: "whole" }],
    ["bytes=0-1,4-5", { kind: "whole" }],
    ["items=0-1", { kind: "whole" }],
    ["bytes=-", { kind: "whole" }],
  ])("[AT12] %s of 100 bytes", (header, expected) => {
    expect(readRange(header, 100)).toEqual(expected);
  });
});

describe("parts", () => {
  test("[AT1] cover a file once, each but the last as large as the others", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: fileLimits.bytes }), (size) => {
        const count = partsOf(size);
        const sizes = [1, count - 1, count].filter((part) => part > 0).map((part) => partSize(size, part));
        expect(sizes.slice(0, -1).every((each) => count === 1 || each === fileLimits.partBytes)).toBe(true);
        expect((count - 1) * fileLimits.partBytes + partSize(size, count)).toBe(size);
        expect([partSize(size, 0), partSize(size, count + 1)]).toEqual([0, 0]);
      }),
    );
    expect([sizeProblem(0, 10), sizeProblem(11, 10), sizeProblem(10, 10)]).toEqual([
      "file_empty",
      "file_too_large",
      null,
    ]);
  });
});
