import { describe, expect, it } from 'vitest';
import { detectBlanks } from './detect-blanks.js';

const labels = 'First, Surname, Email, Street\n';
const row = '"Ann", "Lee", "ann@example.com", "3 High St, Kew"\n';

describe('detectBlanks', () => {
  it.each([
    ['cells with delimiters in them', `${labels}${row.repeat(5)}`, true],
    ['cells with line breaks in them', `${labels}"Ann", "Lee", a, "line 1\nline 2"\n`.repeat(3), true],
    ['a single one', `${labels}Bo,Li,b@example.com,x\n${row}`, true],
    ['no blank before a quote', labels + row.replaceAll(', ', ','), false],
    ['quotes that are part of a name', `${labels}Ann, "Annie" Lee,a@example.com,x\n`, false],
    ['a quote that never closes', `${labels}Ann, "Lee,a@example.com,x\n${row}`, false],
    ['inches', `${labels}Pipe, 5, 12", x\nPipe, 5, 12", x\n`, false],
  ])('sees %s', (_title, text, expected) => {
    expect(detectBlanks(text, ',', true)).toBe(expected);
  });
});
