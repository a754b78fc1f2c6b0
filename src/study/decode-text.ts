/** The marks of byte order with which texts in other encodings begin. */
const marks: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['UTF-32', [0xff, 0xfe, 0, 0]],
  ['UTF-32', [0, 0, 0xfe, 0xff]],
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
];

/**
 * The text of a file in UTF-8; a mark of byte order is left out.
 * @throws RangeError that names the encoding, or what is known of it, where it is another
 */
export function decodeText(bytes: Uint8Array): string {
  const other = otherEncoding(bytes);
  if (other !== null) throw notUtf8(`it is text in ${other}`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notUtf8('it is no text in UTF-8, but perhaps in Latin-1 or another encoding of Windows');
  }
}

function notUtf8(what: string): RangeError {
  return new RangeError(`${what}: save it in UTF-8`);
}

function otherEncoding(bytes: Uint8Array): string | null {
  const found = marks.find(([, mark]) => mark.every((byte, k) => bytes[k] === byte));
  if (found !== undefined) return found[0];
  // Without a mark: every second byte of Latin letters is 0, and no text in UTF-8 has a 0 at all.
  const [first, second] = bytes;
  return bytes.length >= 2 && (first === 0) !== (second === 0) ? 'UTF-16' : null;
}
