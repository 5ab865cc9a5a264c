/** Shorter words may stand in a customer's data; no real key is as short. */
const shortestKey = 8;

/**
 * Makes a function that takes a key out of what a server says: as it is, as a URL, JSON or base64 write it, in any case. The
 * vendor's words end up in outputs and workbooks, where the key must never be.
 */
export function keyMask(key: string): (text: string) => string {
  if (key.length < shortestKey) return (text) => text;
  const pattern = new RegExp(waysToWrite(key).map(escaped).join('|'), 'gi');
  return (text) => text.replace(pattern, '***');
}

function waysToWrite(key: string): string[] {
  // In base64 a text looks one of three ways, by where it begins; its edges depend on what stands around it.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from(`${'x'.repeat(shift)}${key}`)
      .toString('base64')
      .slice(shift + 2, -4),
  );
  const longEnough = base64.filter((text) => text.length >= shortestKey);
  return [
    ...new Set([
      key,
      encodeURIComponent(key),
      JSON.stringify(key).slice(1, -1),
      key.replaceAll('/', '\\/'),
      ...longEnough,
    ]),
  ];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
