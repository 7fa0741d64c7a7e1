/**
 * Messages of `application/vnd.amazon.eventstream`: lengths, headers, payload, checksums (Smithy, Amazon Event Stream
 * specification).
 */
import { crc32 } from 'node:zlib';
import { ServiceException } from './exception';

/** botocore refuses longer ones (botocore/eventstream.py). */
const MAX_PAYLOAD = 24 * 1024 * 1024;

const PRELUDE = 12;
const CHECKSUM = 4;
const STRING = 7;

/** One event of a stream, as JSON; a payload of bytes goes out as it is. */
export function eventMessage(name: string, payload: object): Uint8Array {
  const isBytes = payload instanceof Uint8Array;
  const type = isBytes ? 'application/octet-stream' : 'application/json';
  return message({ ':event-type': name, ':content-type': type, ':message-type': 'event' }, isBytes
    ? payload : json(payload));
}

/** An exception inside a stream: its name begins with a small letter there. */
export function exceptionMessage(exception: ServiceException): Uint8Array {
  const name = exception.name[0].toLowerCase() + exception.name.slice(1);
  return message({ ':exception-type': name, ':content-type': 'application/json', ':message-type': 'exception' },
    json(exception));
}

function json(value: object): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function message(headers: Readonly<Record<string, string>>, payload: Uint8Array): Uint8Array {
  if (payload.length > MAX_PAYLOAD) {
    throw new ServiceException('InternalServerException',
      `an event has ${payload.length} bytes, but clients accept at most ${MAX_PAYLOAD}; let the flow return less`);
  }
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => header(name, value)));
  const total = PRELUDE + head.length + payload.length + CHECKSUM;
  const bytes = Buffer.allocUnsafe(total);
  bytes.writeUInt32BE(total, 0);
  bytes.writeUInt32BE(head.length, 4);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 8)), 8);
  head.copy(bytes, PRELUDE);
  bytes.set(payload, PRELUDE + head.length);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, total - CHECKSUM)), total - CHECKSUM);
  return bytes;
}

function header(name: string, value: string): Buffer {
  const key = Buffer.from(name);
  const text = Buffer.from(value);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(text.length);
  return Buffer.concat([Buffer.of(key.length), key, Buffer.of(STRING), size, text]);
}
