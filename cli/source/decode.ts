/** Bytes of a file to text. */

export type Decoded = { readonly text: string } | { readonly problem: string; readonly remedy: string };

/** UTF-8, or UTF-16 with a byte order mark (what `>` writes in Windows PowerShell); the mark is left out. */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = bytes[0] === 0xFF && bytes[1] === 0xFE ? 'utf-16le' : bytes[0] === 0xFE && bytes[1] === 0xFF ? 'utf-16be' : 'utf-8';
  if (bytes.length > MAX_BYTES) { return { problem: `has ${bytes.length} bytes, which is too much for one text`, remedy: 'give the definition only' }; }
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return { problem: 'is not text in UTF-8', remedy: 'give JSON or YAML, saved as UTF-8' };
  }
  if (text.includes('\0')) { return { problem: 'is a binary file', remedy: 'give JSON or YAML, saved as UTF-8' }; }
  if (text.trim() === '') { return { problem: 'is empty', remedy: 'give a template, an export of a flow or a definition' }; }
  return { text };
}

// the longest text of V8 is a little more
const MAX_BYTES = 500_000_000;
