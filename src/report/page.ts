import type { FactTable } from './facts.js';
import { undrawnText, type UndrawnFigure } from './figure.js';
import { html, trustedHtml, type Html, type HtmlPart } from './html.js';
import { figureFormats } from './figure-formats.js';
import type { Word } from './glossary.js';
import { inlineSvg } from './inline-svg.js';
import { pageStyle } from './page-style.js';
import { counted, showUserText } from './user-text.js';

/** A figure as the page shows it. */
export interface DrawnFigure {
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  readonly alternative: string;
  /** As `renderSvg` draws it, without a caption. */
  readonly svg: string;
}

/**
 * Everything a report says. It is made from a folder's files and the program's version alone: no clock, and
 * not the machine that draws it.
 */
export interface Report {
  /** As the user wrote it. */
  readonly title: string;
  /** In whole sentences. */
  readonly answer: readonly string[];
  /** What was asked: terms and what they are, in this order. */
  readonly question: readonly (readonly [term: string, text: string])[];
  /** The study as JSON; null where the folder does not hold it. */
  readonly description: string | null;
  readonly figures: readonly (DrawnFigure | UndrawnFigure)[];
  /** Figures of single runs, which are folded away. */
  readonly runs: readonly RunsShown[];
  /** What the report's words mean: of those that it uses. */
  readonly words: readonly Word[];
  /** What is not drawn, and why, in whole sentences. */
  readonly notes: readonly string[];
  readonly tables: readonly FactTable[];
  /** The files the facts come from, small enough to be copied from the page. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** For a shell; null where nothing says how the tables were made. */
  readonly command: string | null;
  /** Files that the command takes and that lie beside the page. */
  readonly beside: readonly string[];
  /** Where the study ran, and what drew the page. */
  readonly environment: readonly (readonly [term: string, text: string])[];
  /** How the program is cited: as a sentence, and as BibTeX. */
  readonly citation: { readonly text: string; readonly bibtex: string };
}

/** Figures of single runs, under one heading. */
export interface RunsShown {
  readonly heading: string;
  readonly figures: readonly (DrawnFigure | UndrawnFigure)[];
}

/** Titles are shown up to here; the whole title stays in the study's own files. */
const longestTitle = 200;

/**
 * The report as one HTML file: no scripts, and a policy that forbids them; nothing is loaded, fonts and
 * figures are inside.
 * @param fontFaces style rules with the fonts as data
 */
export function reportPage(report: Report, fontFaces: string): string {
  const title = showUserText(report.title, longestTitle);
  const sections: readonly (readonly [id: string, heading: string, body: HtmlPart])[] = [
    ['question', 'What was asked', question(report)],
    ['figures', 'Figures', figures(report)],
    ['tables', 'Tables', [report.tables.map(factTable), report.files.map(file)]],
    ...(report.command === null
      ? []
      : [['again', 'How to do it again', again(report.command, report.beside)] as const]),
    ['environment', 'Where it ran', definitions(report.environment)],
    ['cite', 'How to cite', cite(report.citation)],
  ];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="warizan" />
        <title>${title}</title>
        <style>
          ${trustedHtml(fontFaces + pageStyle)}
        </style>
      </head>
      <body>
        <header>
          <h1><bdi>${title}</bdi></h1>
          ${report.answer.map((sentence) => html`<p class="answer">${typeset(sentence)}</p> `)} ${words(report.words)}
          <nav aria-label="Sections">
            <ul>
              ${sections.map(([id, heading]) => html`<li><a href="#${id}">${heading}</a></li> `)}
            </ul>
          </nav>
        </header>
        <main>
          ${sections.map(
            ([id, heading, body]) =>
              html`<section aria-labelledby="${id}">
                <h2 id="${id}">${heading}</h2>
                ${body}
              </section> `,
          )}
        </main>
        <footer><p>Made by Warizan from the tables in this folder.</p></footer>
      </body>
    </html> `.toString();
}

function question({ question: terms, description }: Report): Html {
  return html`${definitions(terms)}${
    description === null
      ? null
      : html`<details>
          <summary>The study as JSON</summary>
          <pre tabindex="0" role="region" aria-label="The study as JSON">${description}</pre>
        </details> `
  }`;
}

function definitions(terms: Report['question']): Html {
  return html`<dl>
    ${terms.map(
      ([term, text]) =>
        html`<dt>${term}</dt>
          <dd><bdi>${text}</bdi></dd> `,
    )}
  </dl> `;
}

/** What words mean, under their first use. */
function words(explained: readonly Word[]): Html | null {
  if (explained.length === 0) return null;
  return html`<dl class="words" aria-label="Words">
    ${explained.map(
      ({ term, says }) =>
        html`<div>
          <dt><dfn>${term}</dfn></dt>
          <dd>${says}</dd>
        </div> `,
    )}
  </dl> `;
}

function figures({ figures: all, runs, notes }: Report): Html {
  return html`${figureList(all)} ${notes.map((note) => html`<p>${note}</p> `)} ${runs.map(folded)}`;
}

function folded({ heading, figures: own }: RunsShown): Html {
  return html`<details class="runs">
    <summary>${heading}: ${counted(own.length, 'figure')}</summary>
    ${figureList(own)}
  </details> `;
}

function figureList(all: Report['figures']): Html {
  return html`<div class="figures">
    ${all.map((figure) =>
      'reason' in figure
        ? html`<p class="undrawn" id="figure-${figure.name}">${undrawnText(figure)}</p> `
        : drawn(figure),
    )}
  </div> `;
}

function drawn({ name, title, caption, alternative, svg }: DrawnFigure): Html {
  return html`<figure id="figure-${name}">
    ${inlineSvg(svg, `${title}. ${alternative}.`)}
    <figcaption>
      <strong>${title}.</strong> ${typeset(caption)}
      <span class="files"
        >${figureFormats.map(
          ({ extension }) =>
            html`<a href="${name}${extension}" aria-label="${title} as ${extension.slice(1).toUpperCase()}"
              >${extension.slice(1).toUpperCase()}</a
            > `,
        )}</span
      >
    </figcaption>
  </figure> `;
}

function cite({ text, bibtex }: Report['citation']): Html {
  return html`<p>${text}</p>
    <details>
      <summary>BibTeX, to copy</summary>
      <pre tabindex="0" role="region" aria-label="BibTeX">${bibtex}</pre>
    </details> `;
}

function factTable({ name, caption, columns, rows }: FactTable): Html {
  const className = (k: number) => (columns[k].isNumeric ? html` class="number"` : null);
  return html`<p class="caption" id="caption-${name}">${typeset(caption)}</p>
    <div class="scroll" role="region" aria-labelledby="caption-${name}" tabindex="0">
      <table aria-labelledby="caption-${name}">
        <thead>
          <tr>
            ${columns.map(({ heading }, k) => html`<th scope="col" ${className(k)}>${heading}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (cells) =>
              html`<tr>
                ${cells.map((cell, k) =>
                  k === 0 ? html`<th scope="row"><bdi>${cell}</bdi></th>` : html`<td${className(k)}>${cell}</td>`,
                )}
              </tr> `,
          )}
        </tbody>
      </table>
    </div> `;
}

function file({ name, text }: Report['files'][number]): Html {
  return html`<details>
    <summary>${name}, to copy</summary>
    <pre tabindex="0" role="region" aria-label="${name}">${text}</pre>
  </details> `;
}

function again(command: string, beside: Report['beside']): Html {
  // A line breaks between options, not at their hyphens.
  const options = command.split(/(?<= )(?=--)/).map((option) => html`<span>${option}</span>`);
  return html`<pre class="wrapped">${options}</pre>
    ${beside.map((name) => html`<p><code>${name}</code> lies beside this page.</p>`)}
    <p>
      The tables come out the same, byte for byte, on any number of workers and after any interruption. The page is made
      of them and of the notes beside them alone: <code>warizan report DIR</code> draws it again.
    </p> `;
}

/** Keeps a number and its percent sign on one line. */
function typeset(text: string): string {
  return text.replace(/(\d) %/g, '$1\u00A0%');
}
