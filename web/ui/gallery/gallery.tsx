/* Everything of web/ui on one page, to look at while working on it: `npm run dev`, then /ui/gallery/. Not part of any build. */
import { For, createSignal } from "solid-js";
import { render } from "solid-js/web";
import { uiTexts } from "../../intl/ui.en.ts";
import { prepareAnnouncer } from "../announcer.ts";
import { Select } from "../select.tsx";
import { chooseTheme, followTheme, theme } from "../theme.ts";
import { ToastRegion } from "../toast.tsx";
import { UiProvider } from "../ui-context.tsx";
import { ControlsSection } from "./gallery-controls.tsx";
import { FeedbackSection } from "./gallery-feedback.tsx";
import { GraphSection } from "./gallery-graph.tsx";
import { OverlaysSection } from "./gallery-overlays.tsx";
import { SampleSection } from "./gallery-sample.tsx";
import "../tokens.css";
import "../base.css";
import "./gallery.css";

const families = ["brand", "orange", "green", "amber", "red"];
const surfaces = [
  "canvas",
  "surface",
  "surface-raised",
  "surface-sunken",
  "surface-hover",
  "surface-active",
  "surface-selected",
];

function Palette() {
  return (
    <section class="gallery-section" aria-labelledby="palette">
      <h2 id="palette">Palette and type</h2>
      <div class="gallery-row">
        <For each={surfaces}>
          {(name) => (
            <span class="gallery-swatch" style={{ background: `var(--${name})` }}>
              {name}
            </span>
          )}
        </For>
      </div>
      <div class="gallery-row">
        <For each={families}>
          {(name) => (
            <>
              <span
                class="gallery-swatch"
                style={{ background: `var(--${name}-solid)`, color: `var(--${name}-on-solid)` }}
              >
                {name}
              </span>
              <span
                class="gallery-swatch"
                style={{
                  background: `var(--${name}-soft)`,
                  color: `var(--${name}-text)`,
                  "border-color": `var(--${name}-soft-border)`,
                }}
              >
                soft
              </span>
            </>
          )}
        </For>
      </div>
      <div class="gallery-type">
        <For each={["2xl", "xl", "lg", "md", "sm", "xs", "2xs"]}>
          {(size) => <span style={{ "font-size": `var(--text-${size})` }}>Fala com a gente · {size}</span>}
        </For>
      </div>
    </section>
  );
}

function Gallery() {
  const [direction, setDirection] = createSignal<"ltr" | "rtl">("ltr");
  const turn = (next: "ltr" | "rtl") => {
    document.documentElement.dir = next;
    setDirection(next);
  };
  return (
    <UiProvider locale="en" word={(word) => uiTexts[`ui.${word}`]}>
      <header class="gallery-header">
        <h1>fala · ui</h1>
        <Select
          label="Theme"
          hideLabel
          size="sm"
          value={theme()}
          onChange={chooseTheme}
          options={[
            { value: "system", label: "System" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
        />
        <Select
          label="Direction"
          hideLabel
          size="sm"
          value={direction()}
          onChange={turn}
          options={[
            { value: "ltr", label: "Left to right" },
            { value: "rtl", label: "Right to left" },
          ]}
        />
      </header>
      <main class="gallery-main">
        <SampleSection />
        <ControlsSection />
        <OverlaysSection />
        <GraphSection />
        <FeedbackSection />
        <Palette />
      </main>
      <ToastRegion />
    </UiProvider>
  );
}

const root = document.getElementById("gallery");
if (root) {
  prepareAnnouncer();
  followTheme();
  render(() => <Gallery />, root);
}
