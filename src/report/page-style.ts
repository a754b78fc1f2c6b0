import { graphite, wine } from './outcome-style.js';
import { faint, fontFamily, ink, palette, paper, quiet } from './style.js';

/**
 * The colours of figures that would be lost on a dark screen, and what takes their place there. All others
 * stay.
 */
const darkFigureColours: readonly (readonly [light: string, dark: string])[] = [
  [ink, '#E9E9EC'],
  [quiet, '#A3A6AD'],
  [faint, '#363A41'],
  [palette.blue, '#2E8FD0'],
  [wine, '#B5446E'],
  [graphite, '#767676'],
];
const darkPaper = '#1B1D21';

/**
 * The style sheet of `report.html`. Figures follow a dark screen without being drawn twice: an SVG's colours
 * are attributes, which any style rule overrides. White is exchanged only where it is the paper, not where it
 * is text on a bar.
 */
export const pageStyle = `
:root { color-scheme: light dark; --paper: #ffffff; --text: #222222; --quiet: #595959; --line: #d4d4d8; --tint: #f5f5f7; --link: #005a8f; }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: ${darkPaper}; --text: #e9e9ec; --quiet: #b4b7be; --line: #43474f; --tint: #25282d; --link: #7cc4f0; }
  ${darkFigureColours
    .map(
      ([light, dark]) =>
        `figure svg [fill="${light}"] { fill: ${dark}; }\n  figure svg [stroke="${light}"] { stroke: ${dark}; }`,
    )
    .join('\n  ')}
  figure svg > rect[fill="${paper}"] { fill: ${darkPaper}; }
  figure svg [stroke="${paper}"] { stroke: ${darkPaper}; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--text); font: 1rem/1.5 ${fontFamily}; overflow-wrap: anywhere; }
main, header, footer { max-width: 64rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .75rem; font-weight: 600; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.5rem 0 .75rem; font-weight: 600; }
p { margin: 0 0 .75rem; max-width: 46rem; }
.answer { font-size: 1.125rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1rem 0 0; list-style: none; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 0 0 .75rem; }
dt { color: var(--quiet); }
dd { margin: 0; min-width: 0; }
.figures { columns: 2 27rem; column-gap: 2rem; }
.figures > * { break-inside: avoid; }
figure { margin: 0 0 2rem; min-width: 0; }
figure svg { display: block; width: 100%; max-width: 34rem; height: auto; }
figcaption { margin-top: .5rem; color: var(--quiet); font-size: .9375rem; line-height: 1.4; }
.files { white-space: nowrap; }
.undrawn { border-left: 3px solid var(--line); padding-left: .75rem; }
.words { display: block; columns: 2 24rem; column-gap: 2rem; font-size: .9375rem; line-height: 1.4; margin: 1rem 0; }
.words div { break-inside: avoid; margin-bottom: .375rem; }
.words dt, .words dd { display: inline; }
.words dfn { color: var(--text); font-style: normal; font-weight: 600; }
.words dt::after { content: ": "; }
.words dd { color: var(--quiet); }
figcaption strong { color: var(--text); font-weight: 600; }
.scroll { overflow-x: auto; margin: 0 0 1.5rem; }
table { border-collapse: collapse; font-size: .9375rem; line-height: 1.35; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
.caption { color: var(--quiet); font-size: .9375rem; line-height: 1.4; margin-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .375rem 1.25rem .375rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { font-weight: 600; vertical-align: bottom; }
tbody th { max-width: 16rem; min-width: 6rem; overflow-wrap: break-word; }
td:last-child:not(.number) { min-width: 14rem; }
.number { text-align: right; white-space: nowrap; }
thead .number { white-space: normal; }
pre { background: var(--tint); border: 1px solid var(--line); border-radius: 4px; padding: .75rem; margin: 0 0 .75rem; overflow-x: auto;
  font: .875rem/1.45 ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace; }
pre.wrapped { white-space: pre-wrap; }
pre.wrapped span { display: inline-block; white-space: pre-wrap; }
details { margin: 0 0 .75rem; }
summary { cursor: pointer; padding: .25rem 0; }
footer { color: var(--quiet); padding-top: 2rem; padding-bottom: 3rem; font-size: .9375rem; }
@media (max-width: 57.9rem) {
  .figures { columns: 1; }
}
@media (min-width: 40rem) and (max-width: 57.9rem) {
  figure { display: grid; grid-template-columns: minmax(0, 27rem) minmax(0, 1fr); gap: 0 1.5rem; align-items: start; }
}
@media (min-width: 58rem) {
  figure:last-child:nth-child(odd) { column-span: all; display: grid; grid-template-columns: minmax(0, 34rem) minmax(0, 1fr); gap: 0 1.5rem; align-items: start; }
}
@media (max-width: 30rem) {
  header { padding-top: 1rem; }
  h1 { font-size: 1.375rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
}
@media print {
  @page { margin: 18mm 16mm; }
  body { font-size: 10pt; }
  main, header, footer { max-width: none; padding-left: 0; padding-right: 0; }
  nav, details:not([open]) { display: none; }
  a { color: inherit; text-decoration: none; }
  figure, tr { break-inside: avoid; }
  h2 { break-after: avoid; }
  .scroll, pre { overflow: visible; }
  pre { white-space: pre-wrap; }
  .figures { columns: 2; column-gap: 6mm; }
  .files { display: none; }
  table { font-size: 8.5pt; }
  th, td { padding-right: 3mm; }
  .number { white-space: normal; }
}
`;
