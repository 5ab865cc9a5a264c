import { describe, expect, it } from 'vitest';
import { detectDelimiter } from './detect-delimiter.js';

describe('detectDelimiter', () => {
  it.each([
    [',', 'Name,Email\nAda,ada@example.com\n'],
    [';', 'Name;Note\nAda;1,5\nBo;2,5\nCy;3,5\n'],
    [';', '"Name, full";Note\n"Lee, Ada";a\n"Ng, Bo";b\n'],
    ['\t', 'Name\tAddress\nAda\t1 High St, Perth\nBo\t2 High St, Perth\n'],
    [
      '\t',
      'Name\tAddress\tNote\nAda\t1 High St, Perth\tx\nBo\t2 High St, Perth\nCy\t3 High St, Perth\tx\tz\n',
    ],
    ['|', 'Name|Note\nAda|a, b\nBo|c; d\n'],
    [
      ';',
      'Customers of 2026\n\nName;Email;Phone\nAda;a@example.com;0491 570 006\nBo;b@example.com;0491 570 156\n',
    ],
    [',', 'Name,Note\nAda,"a;b;c"\nBo,"d;e;f"\n'],
    [',', 'Name\nAda\nBo\n'],
    [';', 'a;b;c\n'],
    [',', 'Name,Email,Phone\nAda,a@example.com\nBo,b@example.com,1,2\nCy,c@example.com,3\n'],
  ])('finds %j', (delimiter, text) => {
    expect(detectDelimiter(text, true)).toBe(delimiter);
  });

  it('does not count a row that the sample cuts off', () => {
    expect(detectDelimiter('a;b\n1;2\n3,4,5', false)).toBe(';');
  });
});
