import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeCompany } from './looks-like-company.js';
import { splitFullName } from './split-full-name.js';

const parts = (text: string): readonly string[] => {
  const { firstname, surname, companyname } = splitFullName(text);
  return [firstname, surname, companyname];
};

describe('a whole name', () => {
  it.each([
    ['John Smith', 'John', 'Smith'],
    ['Smith, John', 'John', 'Smith'],
    ['SMITH, Mr John', 'John', 'SMITH'],
    ['Smith, John & Jane', 'John & Jane', 'Smith'],
    ['John & Jane Smith', 'John & Jane', 'Smith'],
    ['John and Jane Smith', 'John and Jane', 'Smith'],
    ['Mr & Mrs Smith', 'Mr & Mrs', 'Smith'],
    ['Mr and Mrs J Smith', 'J', 'Smith'],
    ['Mr Smith', 'Mr', 'Smith'],
    ['Dr. Ann Lee', 'Ann', 'Lee'],
    ['Mary Ann Smith', 'Mary Ann', 'Smith'],
    ['Maria van der Berg', 'Maria', 'van der Berg'],
    ['Luca De La Cruz', 'Luca', 'De La Cruz'],
    ["Sinéad O'Brien", 'Sinéad', "O'Brien"],
    ['Hugh Mc Kay', 'Hugh', 'Mc Kay'],
    ['Ann Smith-Jones', 'Ann', 'Smith-Jones'],
    ['Robert (Bob) Smith', 'Robert (Bob)', 'Smith'],
    ['Tom Baker Jr', 'Tom', 'Baker Jr'],
    ['Ada Hill, OAM', 'Ada', 'Hill'],
    ['Alan Church', 'Alan', 'Church'],
    ['  John   Smith ', 'John', 'Smith'],
    ['J. Smith', 'J.', 'Smith'],
  ])('%j is %j and %j', (text, firstname, surname) => {
    expect(parts(text)).toEqual([firstname, surname, '']);
  });

  it.each(['Smith', 'Nguyễn', 'MCDONALD'])('%j alone is a surname', (text) => {
    expect(parts(text)).toEqual(['', text, '']);
  });

  it('of two people with a surname each is nobody to guess', () => {
    expect(splitFullName('John Smith & Jane Doe')).toMatchObject({
      firstname: '',
      surname: '',
      notes: ['TWO_PEOPLE'],
    });
  });

  it.each(['', '-', 'N/A', 'unknown'])('%j is none', (text) => {
    expect(parts(text)).toEqual(['', '', '']);
  });
});

describe('a company', () => {
  it.each([
    'Smith Plumbing Pty Ltd',
    'SMITH P/L',
    'Bright Homes Pty. Limited',
    'The Smith Family Trust',
    'J Smith ATF Smith Super Fund',
    'Owners Corporation 12345',
    'Strata Plan 48210',
    'SP 48210',
    'Body Corporate 77',
    'Cowra Shire Council',
    'St Mary Primary School',
    'Grace Anglican Church',
    'Lee & Sons',
    'Moretti & Co',
    'Brolga Motors',
    'Ware Dental',
  ])('%j goes whole to the name of the company', (text) => {
    expect(parts(text)).toEqual(['', '', text]);
  });

  it.each([
    ['John Smith T/A Smith Electrical', 'John', 'Smith', 'Smith Electrical'],
    ['Jane Lee trading as Bega Bees', 'Jane', 'Lee', 'Bega Bees'],
    ['Smith Plumbing Pty Ltd - John Smith', 'John', 'Smith', 'Smith Plumbing Pty Ltd'],
    ['John Smith (Smith Plumbing Pty Ltd)', 'John', 'Smith', 'Smith Plumbing Pty Ltd'],
  ])('%j is named with its person', (text, ...expected) => {
    expect(parts(text)).toEqual(expected);
  });

  it.each([
    'Alan Church',
    'Mary School',
    'Tim College',
    'Jo Trust',
    'Mr Ben Council',
    'Ann Price',
    'Kim Group',
  ])('%j is none: it is a person', (text) => {
    expect(looksLikeCompany(text)).toBe(false);
  });
});

describe('what stands before a name', () => {
  it.each([
    ['Attn: John Smith', 'ATTENTION'],
    ['C/- John Smith', 'CARE_OF'],
    ['c/o John Smith', 'CARE_OF'],
  ])('%j comes off, and is told', (text, note) => {
    expect(splitFullName(text)).toMatchObject({ firstname: 'John', surname: 'Smith', notes: [note] });
  });
});

const word = fc.stringMatching(/^[A-Z][a-z]{2,9}$/).filter((name) => !looksLikeCompany(`Jo ${name}`));

it('for every plain first name and surname, in either order, both come back', () => {
  fc.assert(
    fc.property(word, word, (firstname, surname) => {
      fc.pre(
        ![firstname, surname].some((name) =>
          /^(?:Mr|Mrs|Miss|Rev|Sir|Lady|Dame|Lord|Prof|Hon|Master|Doctor|And|Esq|Late|Van|Von|Der|Den|Del|Della|Dos|Bin|Binti|Ibn|Ter|Ten|Mac|Abu|Abdul|Vander|San|Santa|Saint|Mstr|Professor|Reverend|Junior|Senior|Phd|Iii|Oam|Att|Attn|Attention|Estate|The)$/.test(
            name,
          ),
        ),
      );
      expect(parts(`${firstname} ${surname}`)).toEqual([firstname, surname, '']);
      expect(parts(`${surname}, ${firstname}`)).toEqual([firstname, surname, '']);
    }),
  );
});

it('for every text: no letter is invented, and nothing but a title is lost where a name is found', () => {
  const piece = fc.constantFrom(
    'John',
    'smith',
    "O'Neil",
    '&',
    'and',
    'van',
    'der',
    'Mr',
    'Mrs',
    ',',
    'Pty',
    'Ltd',
    '-',
    'T/A',
    '(',
    ')',
    'Attn',
    'C/-',
    'Lee',
    'Ém',
    'The',
    'Trust',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join(' ');
      const letters = (value: string): string[] => value.match(/\p{L}/gu)?.toSorted() ?? [];
      const found = parts(text).join(' ');
      const all = letters(text);
      for (const letter of letters(found)) {
        const at = all.indexOf(letter);
        expect(at, `${letter} of ${found} is not in ${text}`).toBeGreaterThanOrEqual(0);
        all.splice(at, 1);
      }
    }),
  );
});
