import { SettingsError } from '@solarproof-import/core';
import { expect, test } from 'vitest';
import { defaultApiUrl, parseApiUrl } from './parse-api-url.js';

test.each([
  defaultApiUrl,
  'https://example.com/apidata.php',
  'http://127.0.0.1:4010/apidata.php',
  'http://localhost/x',
  'http://[::1]:8/',
])('takes %s', (text) => {
  expect(parseApiUrl(text).href).toBe(new URL(text).href);
});

test.each([
  ['no URL', 'apidata.php?api_key=s3cret'],
  ['a key in the query', 'https://example.com/apidata.php?api_key=s3cret'],
  ['a password', 'https://user:s3cret@example.com/'],
  ['a fragment', 'https://example.com/#s3cret'],
  ['plain http to another machine', 'http://example.com/s3cret'],
  ['plain http to a name that only begins like this machine', 'http://localhost.example.com/s3cret'],
  ['another protocol', 'ftp://example.com/s3cret'],
])('refuses %s, and repeats nothing of it', (_what, text) => {
  let refusal: unknown;
  try {
    parseApiUrl(text);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(SettingsError);
  expect(`${String(refusal)} ${JSON.stringify(refusal)}`).not.toContain('s3cret');
});
