/** What stands in an answer's body: JSON, or nothing that can be trusted to be it. */
export type BodyContent =
  { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'unreadable' };

const unreadable: BodyContent = { kind: 'unreadable' };
// A page may hold JSON in its scripts; a PHP warning is a fragment of HTML, never a page.
const page = /<(?:!doctype|html|head|body|script)\b/i;

/**
 * Reads a body as JSON. PHP may print warnings before or after it (docs/solarproof-api.md, What is assumed): then the one
 * object in it counts. Without a length nobody can tell a whole body from one that was cut off, so anything that does not
 * close, stands inside something else, is empty or is not alone counts as unreadable, and so does an HTML page.
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
  for (let start = text.indexOf('{'); start >= 0;) {
    const end = endOfObject(text, start);
    if (end < 0) return unreadable;
    const content = parse(text.slice(start, end));
    if (content.kind === 'json') {
      if (found.kind === 'json' || isPart(text, start, end) || isEmptyObject(content.value))
        return unreadable;
      found = content;
    }
    start = text.indexOf('{', end);
  }
  return found;
}

/** Whether an object stands in an array or in another object, of which the rest is missing. */
function isPart(text: string, start: number, end: number): boolean {
  return (
    /[[,:]\s*$/.test(text.slice(Math.max(0, start - 50), start)) ||
    /^\s*[\],}]/.test(text.slice(end, end + 50))
  );
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
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
