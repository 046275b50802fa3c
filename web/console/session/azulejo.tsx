import "./azulejo.css";

/** A wall of tiles: petals, knots and arcs in the brand's cobalt. Decoration. */
export function Azulejo() {
  return (
    <svg class="azulejo" aria-hidden="true">
      <defs>
        <pattern id="azulejo" width="120" height="120" patternUnits="userSpaceOnUse">
          <rect class="azulejo-glaze" width="120" height="120" />
          {/* Quarter rings at the corners: four tiles make a whole one. */}
          <g class="azulejo-line">
            <circle cx="0" cy="0" r="40" />
            <circle cx="120" cy="0" r="40" />
            <circle cx="0" cy="120" r="40" />
            <circle cx="120" cy="120" r="40" />
            <circle cx="0" cy="0" r="31" />
            <circle cx="120" cy="0" r="31" />
            <circle cx="0" cy="120" r="31" />
            <circle cx="120" cy="120" r="31" />
          </g>
          <g class="azulejo-petal">
            <path id="azulejo-petal" d="M60 60C50 46 50 30 60 16c10 14 10 30 0 44Z" />
            <use href="#azulejo-petal" transform="rotate(90 60 60)" />
            <use href="#azulejo-petal" transform="rotate(180 60 60)" />
            <use href="#azulejo-petal" transform="rotate(270 60 60)" />
          </g>
          <g class="azulejo-leaf">
            <path id="azulejo-leaf" d="M66 54c2-11 9-18 20-20-2 11-9 18-20 20Z" />
            <use href="#azulejo-leaf" transform="rotate(90 60 60)" />
            <use href="#azulejo-leaf" transform="rotate(180 60 60)" />
            <use href="#azulejo-leaf" transform="rotate(270 60 60)" />
          </g>
          <g class="azulejo-dot">
            <circle cx="60" cy="60" r="5.5" />
            <circle cx="0" cy="0" r="11" />
            <circle cx="120" cy="0" r="11" />
            <circle cx="0" cy="120" r="11" />
            <circle cx="120" cy="120" r="11" />
          </g>
          <g class="azulejo-spot">
            <circle cx="60" cy="4" r="2.5" />
            <circle cx="60" cy="116" r="2.5" />
            <circle cx="4" cy="60" r="2.5" />
            <circle cx="116" cy="60" r="2.5" />
          </g>
          <path class="azulejo-joint" d="M0 0H120V120H0Z" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#azulejo)" />
    </svg>
  );
}
