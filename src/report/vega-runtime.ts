/** Text as Vega's layout knows it. */
interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

declare module 'vega' {
  /** Exported by vega-scenegraph for renderers that measure text themselves; missing in vega's types. */
  export const textMetrics: { width: (item: TextItem, text: unknown) => number };
}

/**
 * What is used of Vega. In the package this file is one bundle with all it imports: see `scripts/bundle.mjs`.
 */
export { parse, textMetrics, View } from 'vega';
export { compile } from 'vega-lite';
