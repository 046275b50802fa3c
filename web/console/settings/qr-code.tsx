import { encode } from "uqr";

/** A QR code of `text`, drawn here, so that a secret in it goes to nobody. */
export function QrCode(props: { text: string; label: string }) {
  const code = () => encode(props.text, { ecc: "M", border: 0 });
  const path = () =>
    code()
      .data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
      .join("");
  return (
    <svg class="qr" role="img" aria-label={props.label} viewBox={`0 0 ${code().size} ${code().size}`}>
      <path d={path()} />
    </svg>
  );
}
