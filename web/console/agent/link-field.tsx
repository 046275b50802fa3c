import { CopyButton } from "../session/copy-button.tsx";
import "./link-field.css";

/** An address to pass on: it can be copied, and selected where the browser forbids copying. */
export function LinkField(props: { label: string; link: string }) {
  return (
    <div class="link-field">
      <input
        class="link-field-text"
        aria-label={props.label}
        dir="ltr"
        readOnly
        value={props.link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton text={props.link} />
    </div>
  );
}
