/** Fala's sign: what speaks has one sharp corner, and the tilde is its voice. Decoration; the name stands beside it or in a label. */
export function ConsoleMark(props: { size?: string }) {
  return (
    <svg class="mark" viewBox="0 0 32 32" width={props.size ?? "32"} height={props.size ?? "32"} aria-hidden="true">
      <path
        class="mark-ground"
        d="M12 2h8a10 10 0 0 1 10 10v8a10 10 0 0 1-10 10H4a2 2 0 0 1-2-2V12A10 10 0 0 1 12 2Z"
      />
      <path class="mark-voice" d="M8.5 18.2c1.6-4.6 4.9-5.2 7.5-2.2s5.9 2.4 7.5-2.2" />
    </svg>
  );
}
