import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { PackedContent } from './zip-builder.js';

/** A text, or one that stands there so many times. */
export type Piece = string | { readonly text: string; readonly times: number };

const unitAtLeast = 65_536;

/**
 * Deflated content that would be too large to hold: what repeats is packed once, and its packed bytes are repeated. Each
 * block stands alone (a full flush), so that they can be put together as they are.
 */
export function repeatedContent(pieces: readonly Piece[]): PackedContent {
  const packed: Uint8Array[] = [];
  let crc = 0;
  let size = 0;
  for (const { text, times } of pieces.flatMap(blocks)) {
    const bytes = Buffer.from(text);
    const block = deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });
    for (let time = 0; time < times; time += 1) {
      packed.push(block);
      crc = crc32(bytes, crc);
      size += bytes.length;
    }
  }
  packed.push(deflateRawSync(new Uint8Array(0)));
  return { packed: Buffer.concat(packed), size, crc };
}

/** Short repeated texts are put together, or the flushing would weigh more than they. */
function blocks(piece: Piece): { text: string; times: number }[] {
  if (typeof piece === 'string') return piece === '' ? [] : [{ text: piece, times: 1 }];
  const together = Math.max(1, Math.min(piece.times, Math.ceil(unitAtLeast / piece.text.length)));
  const whole = { text: piece.text.repeat(together), times: Math.floor(piece.times / together) };
  const rest = piece.times - whole.times * together;
  return rest === 0 ? [whole] : [whole, { text: piece.text.repeat(rest), times: 1 }];
}
