import { fileWordings } from './file-wordings.js';
import { rowWordings } from './row-wordings.js';
import type { Wording } from './wording.js';

/** By the whole code. */
export const wordings: ReadonlyMap<string, Wording> = new Map([...rowWordings, ...fileWordings]);
