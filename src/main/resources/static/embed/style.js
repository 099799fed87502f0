// The style of a figure. It takes font and colour scheme from the page around it, and nothing else.
// Usage: shadow.adoptedStyleSheets = [style()]

const CSS = `
:host {
  --paper: light-dark(#ffffff, #191d28);
  --sunk: light-dark(#efeee8, #222736);
  --ink: light-dark(#1c2333, #eceef4);
  --soft: light-dark(#565e70, #a8afc0);
  --line: light-dark(#dedcd3, #2e3444);
  --control: light-dark(#85877f, #717a92);
  --accent: light-dark(#3d4fc4, #9dadff);
  --accent-ink: light-dark(#ffffff, #10131b);
  --ball: light-dark(#d9590a, #ff9446);
  --bad: light-dark(#b3261e, #ff9d94);
  --low: light-dark(#e9edff, #1a2040);
  --high: light-dark(#3a47a3, #aab8ff);
  display: block;
  margin-block: 1em;
}
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.figure, .notice, .live {
  background: var(--paper);
  color: var(--ink);
  text-align: start;
}
.card {
  padding: 0.9em;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--paper);
  color: var(--ink);
}
.views { display: grid; gap: 0.6em; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr)); }
.views svg { width: 100%; height: auto; display: block; }
svg text { font-size: 11px; fill: var(--soft); }
svg .middle { text-anchor: middle; }
svg .end { text-anchor: end; }
svg .low { fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
polyline, .axis { fill: none; }
.axis { stroke: var(--line); stroke-width: 1.5; }
.ahead { stroke: var(--line); stroke-width: 1.5; }
.curve, .floor { stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
.trail { stroke: var(--ball); stroke-width: 1.5; stroke-dasharray: 3 3; }
.ball { fill: var(--ball); stroke: var(--paper); stroke-width: 1.5; }
.map { shape-rendering: crispEdges; }
.map rect { fill: color-mix(in oklab, var(--high) var(--level), var(--low)); }
.player { display: flex; gap: 0.4em; align-items: center; margin-top: 0.6em; }
button, input { font: inherit; color: inherit; }
button {
  border: 1px solid var(--control);
  border-radius: 8px;
  background: transparent;
  padding: 0.2em 0.6em;
  min-width: 2.2em;
  min-height: 2.2em;
  cursor: pointer;
}
.player button { padding: 0; display: grid; place-items: center; flex: none; }
.player button:nth-child(2), button[aria-pressed="true"] { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
.icon { width: 1.4em; height: 1.4em; fill: currentColor; }
input[type="range"] { flex: 1; min-width: 4em; accent-color: var(--accent); }
:focus-visible { outline: 3px solid var(--ball); outline-offset: 2px; }
.numbers { display: flex; flex-wrap: wrap; gap: 0.3em 1.6em; margin: 0.7em 0 0; font-variant-numeric: tabular-nums; }
.numbers dt { color: var(--soft); font-size: 0.85em; }
.numbers dd { margin: 0; font-weight: 600; }
.status, .notice p, .live p { margin: 0.5em 0 0; }
.status { color: var(--soft); font-size: 0.9em; }
.notice { border-inline-start: 4px solid var(--bad); padding: 0.6em 0.9em; }
.notice p { margin: 0; }
.notice strong { color: var(--bad); }
.notice .detail { overflow-wrap: anywhere; }
.opened { display: flex; flex-wrap: wrap; gap: 0.4em; align-items: center; margin-top: 0.6em; }
.parts { display: grid; gap: 0.5em; margin-top: 0.6em; font-variant-numeric: tabular-nums; font-size: 0.9em; }
.parts > div { background: var(--sunk); border-radius: 8px; padding: 0.4em 0.8em; }
.parts ol { list-style: none; margin: 0; padding: 0; overflow-wrap: anywhere; }
.parts .title { font-weight: 600; color: var(--soft); font-size: 0.9em; }
.live { margin-bottom: 0.7em; }
.live label { display: flex; flex-wrap: wrap; gap: 0.5em; align-items: center; }
.live output { min-width: 4em; font-variant-numeric: tabular-nums; font-weight: 600; }
`;

/** @type {CSSStyleSheet | null} */
let made = null;

/** All figures of a page share one sheet. */
export function style() {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(CSS);
  }
  return made;
}
