// Unpacks a font from WOFF 1.0 (W3C Recommendation of 2012): the tables of OpenType, each packed by zlib on its own.
import { inflateSync } from "node:zlib";

const WOFF_HEAD = 44;
const WOFF_ENTRY = 20;
const HEAD = 12;
const ENTRY = 16;
const padded = (length) => (length + 3) & ~3;

/** Gives the OpenType font that a WOFF file holds. */
export function unwoff(woff) {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("this is no WOFF font");
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, place) => {
    const at = WOFF_HEAD + place * WOFF_ENTRY;
    const [offset, packed, length, checksum] = [4, 8, 12, 16].map((more) => woff.readUInt32BE(at + more));
    const body = woff.subarray(offset, offset + packed);
    return { tag: woff.subarray(at, at + 4), checksum, body: packed < length ? inflateSync(body) : body };
  });
  const steps = Math.floor(Math.log2(count));
  const head = Buffer.alloc(HEAD + ENTRY * count);
  woff.copy(head, 0, 4, 8);
  [count, 16 << steps, steps, 16 * (count - (1 << steps))].forEach((value, place) => head.writeUInt16BE(value, 4 + 2 * place));
  const parts = [head];
  let offset = head.length;
  tables.forEach(({ tag, checksum, body }, place) => {
    const at = HEAD + ENTRY * place;
    tag.copy(head, at);
    [checksum, offset, body.length].forEach((value, more) => head.writeUInt32BE(value, at + 4 + 4 * more));
    parts.push(body, Buffer.alloc(padded(body.length) - body.length));
    offset += padded(body.length);
  });
  return Buffer.concat(parts);
}
