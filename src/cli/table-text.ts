import type { TableKind } from '../study/tables/table-kind.js';
import { wrongSeparator } from '../study/tables/read-header.js';

const notUtf8 = 'is no text in UTF-8: save it as CSV in UTF-8';
/** The first line is looked at as far as this, in characters: headers are shorter. */
const longestLine = 1 << 20;

/** The text of a table's file as it comes. */
export interface TableText {
  /** @throws RangeError when it is in another encoding, or its cells are separated by something else */
  pieces(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string>;
  /** Whether the last line that was read had an end. */
  readonly isClosed: boolean;
}

/** Decodes a file, and looks at its first line before anything takes it apart. */
export function tableText(kind: TableKind): TableText {
  let last = '';
  return {
    get isClosed() {
      return last === '\n' || last === '\r';
    },
    async *pieces(bytes) {
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      let head: string | null = '';
      for await (const chunk of bytes) {
        if (head === '' && isUtf16(chunk)) throw new RangeError('is text in UTF-16: save it as CSV in UTF-8');
        const text = decoded(() => decoder.decode(chunk, { stream: true }));
        if (text === '') continue;
        last = text[text.length - 1];
        if (head === null) {
          yield text;
          continue;
        }
        head += text;
        if (!/[\r\n]/.test(head) && head.length < longestLine) continue;
        yield checked(kind, head);
        head = null;
      }
      decoded(() => decoder.decode());
      if (head !== null && head !== '') yield checked(kind, head);
    },
  };
}

function checked(kind: TableKind, head: string): string {
  const trouble = wrongSeparator(kind, head.split(/[\r\n]/, 1)[0]);
  if (trouble !== null) throw new RangeError(trouble);
  return head;
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new RangeError(notUtf8);
  }
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
