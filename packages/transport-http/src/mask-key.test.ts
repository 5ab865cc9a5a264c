import { expect, test } from 'vitest';
import { keyMask } from './mask-key.js';

const key = 'S3cr3t/k+e=y&%7E?';

test.each([
  ['as it is', key],
  ['in capitals', key.toUpperCase()],
  ['as a URL writes it', encodeURIComponent(key)],
  ['as PHP writes it in JSON', key.replaceAll('/', '\\/')],
  ['in base64', Buffer.from(`user:${key}`).toString('base64')],
])('a key is taken out %s', (_how, written) => {
  const masked = keyMask(key)(`key ${written} is wrong`);
  expect(masked).toContain('***');
  expect(masked).not.toContain(written);
  expect(masked).toMatch(/^key .* is wrong$/);
});

test('what is no key stays', () => {
  expect(keyMask(key)('{"id":"79459"}')).toBe('{"id":"79459"}');
  expect(keyMask('sandbox')('sandbox@example.com')).toBe('sandbox@example.com');
});
