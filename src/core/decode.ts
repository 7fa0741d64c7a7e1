/** Bytes of a file to text. */

export type Decoded = { readonly text: string } | { readonly problem: string; readonly remedy: string };

/** UTF-8, or UTF-16 with a byte order mark (what `>` writes in Windows PowerShell); the mark is left out. */
export function decode(bytes: Uint8Array): Decoded {
  const decoded = decodeText(bytes);
  if ('problem' in decoded) { return decoded; }
  const { text } = decoded;
  if (text.includes('\0')) { return { problem: 'is a binary file', remedy: 'give JSON or YAML, saved as UTF-8' }; }
  if (text.trim() === '') {
    return { problem: 'is empty', remedy: 'give a template, an export of a flow or a definition' };
  }
  return { text };
}

/** The same for any text, also an empty one. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length > MAX_BYTES) {
    return { problem: `has more than ${MAX_BYTES} bytes, the limit for one file`, remedy: 'give less' };
  }
  const encoding = bytes[0] === 0xFF && bytes[1] === 0xFE ? 'utf-16le' : bytes[0] === 0xFE
    && bytes[1] === 0xFF ? 'utf-16be' : 'utf-8';
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { problem: 'is not text in UTF-8', remedy: 'give JSON or YAML, saved as UTF-8' };
  }
}

// the longest text of V8 is a little more
const MAX_BYTES = 500_000_000;
