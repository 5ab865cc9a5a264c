/** What stands in an answer's body: JSON, or nothing that can be trusted to be it. */
export type BodyContent =
  { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'unreadable' };

const unreadable: BodyContent = { kind: 'unreadable' };
// A page may hold JSON in its scripts; a PHP warning is a fragment of HTML, never a page.
const page = /<(?:!doctype|html|head|body|script)\b/i;
const startsOfObjects = 32;

/**
 * Reads a body as JSON. PHP may print warnings before or after it (docs/solarproof-api.md, What is assumed): then the one
 * complete object in it counts, and two of them, or a whole HTML page, count as unreadable.
 */
export function readJson(body: string): BodyContent {
  const text = body.replace(/^\uFEFF/, '').trim();
  if (text === '') return unreadable;
  const whole = parse(text);
  if (whole.kind === 'json') return whole;
  return page.test(text) ? unreadable : objectAmidNoise(text);
}

function objectAmidNoise(text: string): BodyContent {
  let found = unreadable;
  let start = text.indexOf('{');
  for (let tried = 0; start >= 0 && tried < startsOfObjects; tried += 1) {
    const end = endOfObject(text, start);
    const content = end < 0 ? unreadable : parse(text.slice(start, end));
    if (content.kind === 'json') {
      if (found.kind === 'json') return unreadable;
      found = content;
      start = text.indexOf('{', end);
    } else {
      start = text.indexOf('{', start + 1);
    }
  }
  return start < 0 ? found : unreadable;
}

/** The index after the brace that closes the one at `start`, strings passed over; -1 where none does. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth += 1;
    else if (character === '}' && --depth === 0) return index + 1;
  }
  return -1;
}

function parse(text: string): BodyContent {
  try {
    const value: unknown = JSON.parse(text);
    return { kind: 'json', value };
  } catch {
    return unreadable;
  }
}
