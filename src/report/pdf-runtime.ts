/** What draws PDF. In the package this file is one bundle with all it imports: see `scripts/bundle.mjs`. */
export { default as PDFDocument } from 'pdfkit';
export { default as svgToPdf } from 'svg-to-pdfkit';
