const small = new Set(
  'van,von,der,den,de,del,della,di,da,dos,du,la,le,bin,binti,ibn,al,el,ter,ten,and,of,for,the'.split(','),
);
/** Words that stay in capitals in the name of a company. */
const capitals = new Set(
  'ATF,NSW,QLD,VIC,TAS,ACT,NT,SA,WA,ABN,ACN,TAFE,RSL,PCYC,SP,BHP,NAB,ANZ,AMP,IT,HQ,UK,USA,CWA,SES,P/L,T/A,T/AS,C/-,C/O,II,III,IV,JP,OAM'.split(
    ',',
  ),
);

/** Whether a name is in capitals only, or without any: three letters or more, so that initials are none. */
function isOneCase(name: string): boolean {
  const letters = name.replace(/[^\p{L}]+/gu, '');
  if (letters.length < 3) return false;
  return letters === letters.toUpperCase()
    ? letters !== letters.toLowerCase()
    : letters === letters.toLowerCase();
}

/** A name written Like This; where it has both cases, it stays. A guess: nobody can tell Macdonald from MacDonald. */
export function recased(name: string): string {
  if (!isOneCase(name)) return name;
  return name
    .split(' ')
    .map((word, index) => recasedWord(word, index > 0))
    .join(' ');
}

function recasedWord(word: string, isInner: boolean): string {
  if (capitals.has(word.toUpperCase())) return word.toUpperCase();
  const lower = word.toLowerCase();
  if (isInner && small.has(lower)) return lower;
  return lower
    .replace(/(^|[-'’/&.("])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^Mc(\p{L})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`)
    .replace(/['’]S$/u, (ending) => ending.toLowerCase());
}
