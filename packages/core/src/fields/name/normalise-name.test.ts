import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certainOnly } from '../customer-field.js';
import { normaliseCompany, normaliseFirstname, normaliseSurname } from './normalise-name.js';

const recase = { accept: new Set(['NAME_RECASED']) };

describe('a first name', () => {
  it.each([
    ['Mr John', 'John'],
    ['Dr. Ann', 'Ann'],
    ['Mr & Mrs', 'Mr & Mrs'],
    ['Mr', 'Mr'],
    [' Jane ', 'Jane'],
    ['Jane,', 'Jane'],
    ['-', ''],
    ['N/A', ''],
  ])('%j becomes %j', (text, value) => {
    expect(normaliseFirstname(text, certainOnly).value).toBe(value);
  });

  it.each(['Na', 'Nil', 'Mary-Ann', "D'Arcy", 'J', 'JP', 'Đức', 'Fr'])('%j stays as it is', (text) => {
    expect(normaliseFirstname(text, certainOnly)).toMatchObject({ value: text });
    expect(normaliseFirstname(text, certainOnly).steps).toBeUndefined();
  });

  it.each(['jo@example.com', '0491 570 006', 'Jo 0491570006'])('%j is none', (text) => {
    expect(normaliseFirstname(text, certainOnly).why).toBe('not-a-name');
  });

  it.each([
    ['Estate of Jo', 'ESTATE'],
    ['C/- Jo', 'CARE_OF'],
    ['Jo (deceased)', 'DECEASED'],
    ['Jo 2', 'HAS_DIGITS'],
  ])('%j is sent, and told as %s', (text, note) => {
    expect(normaliseFirstname(text, certainOnly).notes).toContain(note);
  });
});

describe('capitals only, or none', () => {
  it.each([
    ['SMITH', 'Smith'],
    ['MCDONALD', 'McDonald'],
    ["O'BRIEN", "O'Brien"],
    ['smith-jones', 'Smith-Jones'],
    ['VAN DER BERG', 'Van der Berg'],
    ['ÉMILE', 'Émile'],
  ])('%j is offered as %j, and written so where that is accepted', (text, value) => {
    expect(normaliseSurname(text, certainOnly)).toEqual({
      value: text,
      likely: { rule: 'NAME_RECASED', value },
    });
    expect(normaliseSurname(text, recase)).toEqual({
      value,
      steps: [{ rule: 'NAME_RECASED', after: value }],
    });
  });

  it('of a company keeps what is written in capitals', () => {
    expect(normaliseCompany('SMITH NSW PTY LTD ATF LEE', recase).value).toBe('Smith NSW Pty Ltd ATF Lee');
  });

  it.each(['JP', 'McDonald', 'Smith', 'de Souza'])('%j is neither', (text) => {
    expect(normaliseSurname(text, recase)).toEqual({ value: text });
  });
});

it('for every text: twice is once, the steps lead to the value, and nothing is thrown', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          'Mr',
          'mrs',
          '&',
          'and',
          'SMITH',
          "o'neil",
          ',',
          ' ',
          '-',
          'n/a',
          'Estate of',
          '(',
          '2',
        ),
        { maxLength: 6 },
      )
      .map((words) => words.join(' ')),
  );
  for (const normalise of [normaliseFirstname, normaliseSurname, normaliseCompany]) {
    for (const options of [certainOnly, recase]) {
      fc.assert(
        fc.property(text, (given) => {
          const once = normalise(given, options);
          if (once.steps) expect(once.steps.at(-1)?.after).toBe(once.value);
          if (once.why !== undefined) return;
          expect(once.steps === undefined).toBe(once.value === given);
          const twice = normalise(String(once.value), options);
          expect(twice.value).toBe(once.value);
          expect(twice.steps).toBeUndefined();
        }),
      );
    }
  }
});
