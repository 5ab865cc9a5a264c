import { expect, test } from 'vitest';
import { linkedEmail } from './linked-email.js';

test.each([
  ['e-mail me', 'mailto:jo@example.com', 'jo@example.com'],
  ['e-mail me', 'MAILTO:jo%2Bsolar@example.com?subject=Hi', 'jo+solar@example.com'],
  ['e-mail me', 'mailto:100%@example.com', '100%@example.com'],
  ['al@example.com', 'mailto:jo@example.com', 'al@example.com'],
  ['website', 'https://example.com/@jo', 'website'],
  ['e-mail me', 'mailto:nobody', 'e-mail me'],
  ['e-mail me', undefined, 'e-mail me'],
])('the text %j with the link %j is the e-mail %j', (text, link, email) => {
  expect(linkedEmail(text, link)).toBe(email);
});
