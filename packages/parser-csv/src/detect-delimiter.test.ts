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
    [';', 'Customers, all of Perth\nExported, by Ann\nName;Size;Price\nAda;1,5;9,5\nBo;2,5;8,5\nCy;3,5;7\n'],
    [';', 'Customers, Perth\n\nName;Price\nAda;1,5\nBo;2,5\n'],
    [',', 'Name,Email,Note\nAda,a,x|y|z\nBo,b,x|y|z\nCy,c,x|y|z\n'],
    ['\t', 'Name\tNote\nAda\ta;b;c;d\nBo\ta;b;c;d\n'],
    [';', '"Name, full";"Town, state";Note\n"Lee, Ada";"Perth, WA";1\n"Ng, Bo";"Kew, Vic";2\n'],
    [',', 'Name\n"Lee; Ada"\nNg\n"Lee, ""Cy"""\n'],
    [';', 'Name;Town;Note\n"Ann" Lee;Kew;"Say "hi""\nBo;Ryde;x\n'],
    [';', 'Name;Town\nAda;Kew\n"Bo;Ryde\nCy;Perth\n'],
    ['|', 'Name|Email|Phone|Type\nNSW\nAda|a|1|x\nBo|b|2|y\nVIC\nCy|c|3|z\n'],
    [
      ';',
      'Name;Town;Phone;Note;Type\nAda;Kew\nBo;Ryde;1;a, b\nCy;Perth;2\nDi;Perth;3;c, d;x\nEd;Kew;4\nFi;Kew;5;e, f;x\n',
    ],
    [',', 'Name,Email,Phone\nAda,a@example.com\nBo,b@example.com,1,2\nCy,c@example.com,3\n'],
    [';', `Surname, First name;Email\n${'Lee, Ann;a@example.com\n'.repeat(20)}`],
    [';', `Name (Last, First, Title);Email;Phone\n${'Lee, Ann, Dr;a@example.com;0491 570 006\n'.repeat(20)}`],
    [
      '\t',
      `Name\tAddress (street, suburb, state, postcode)\tEmail\n${'Ann\t3 High St, Kew, VIC, 3101\ta@example.com\n'.repeat(20)}`,
    ],
    ['\t', `Name\tAddress (a,b,c,d)\tEmail\n${'Ann\t3 High St,Kew,VIC,3101\ta@example.com\n'.repeat(20)}`],
    [',', `Name, Email, Note\n${'Ann, a@example.com, x; y\n'.repeat(20)}`],
  ])('finds %j', (delimiter, text) => {
    expect(detectDelimiter(text, true)).toBe(delimiter);
  });

  it('does not count a row that the sample cuts off', () => {
    expect(detectDelimiter('a;b\n1;2\n3,4,5', false)).toBe(';');
  });
});
