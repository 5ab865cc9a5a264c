import { oneLine } from '../normalise-text.js';
import { nameBlankWord } from '../text-rules.js';
import { looksLikeCompany } from './looks-like-company.js';
import { isTitle, withoutTitle } from './titles.js';

/** A whole name, taken apart. */
export interface FullName {
  /** `''` where there is none; so are the others. */
  readonly firstname: string;
  readonly surname: string;
  readonly companyname: string;
  /** The rule by which it was taken apart; left out where nothing was. */
  readonly rule?: string;
  /** What should be looked at: `CARE_OF`, `ATTENTION`, `TWO_PEOPLE`. */
  readonly notes: readonly string[];
}

/** Longer texts are prose. */
const longestName = 200;

const nothing: FullName = { firstname: '', surname: '', companyname: '', notes: [] };

/**
 * Takes a whole name apart, as far as that is certain: `Jane Citizen`, `Citizen, Jane`, couples as one customer, a company with or
 * without its person. A lone name is a surname.
 */
export function splitFullName(text: string): FullName {
  const whole = oneLine(text);
  if (whole === '' || whole.length > longestName || nameBlankWord.mend(whole) === '') return nothing;
  const [, trader, business] = /^(.{3,80}?),?\s(?:t\/as?|trading as)\s(.{2,80})$/i.exec(whole) ?? [];
  if (trader !== undefined && business !== undefined && !looksLikeCompany(trader))
    return ofCompany(trader, business);
  const { name, notes } = withoutAddress(whole);
  const apart = personBesideCompany(name);
  if (apart !== undefined) return { ...apart, notes };
  if (looksLikeCompany(name)) return { ...nothing, companyname: name, rule: 'COMPANY_FROM_NAME', notes };
  const found = person(name);
  return { ...found, notes: [...notes, ...found.notes] };
}

/** "Attn: Jane Citizen", "C/- Jane Citizen": to whom it goes is the person, and it is said. */
function withoutAddress(whole: string): { readonly name: string; readonly notes: readonly string[] } {
  const [, attention] = /^(?:attn|attention|att)\s?[:.-]?\s(?:to\s)?(.+)$/i.exec(whole) ?? [];
  if (attention !== undefined) return { name: attention, notes: ['ATTENTION'] };
  const [, careOf] = /^(?:c\/-|c\/o|c\/|care of)\s?(.+)$/i.exec(whole) ?? [];
  if (careOf !== undefined) return { name: careOf, notes: ['CARE_OF'] };
  return { name: whole, notes: /\s(?:c\/-|c\/o|care of|attn)\s/i.test(whole) ? ['CARE_OF'] : [] };
}

/** "Smith Plumbing Pty Ltd - Jane Smith", "Jane Smith (Smith Plumbing Pty Ltd)": one half is a company, the other a whole name. */
function personBesideCompany(name: string): FullName | undefined {
  const [, one = '', other = ''] =
    /^(.{3,100}?)(?:\s[-–—|/]\s|\s?\(|,\s(?=attn))(.{3,100}?)\)?$/i.exec(name) ?? [];
  if (one === '') return undefined;
  const [isFirst, isSecond] = [looksLikeCompany(one), looksLikeCompany(other)];
  if (isFirst === isSecond) return undefined;
  const human = withoutAddress(isFirst ? other : one).name;
  return human.includes(' ') ? ofCompany(human, isFirst ? one : other) : undefined;
}

function ofCompany(human: string, companyname: string): FullName {
  return { ...person(human), companyname, rule: 'COMPANY_FROM_NAME' };
}

function person(name: string): FullName {
  const comma = name.indexOf(',');
  if (comma > 0) {
    const surname = name.slice(0, comma).trim();
    const first = name.slice(comma + 1).trim();
    const isSuffix = /^(?:jr|sr|junior|senior|oam|ao|am|jp|phd|md|esq|ii|iii)\.?$/i.test(first);
    if (first.includes(',') || surname === '' || first === '' || isSuffix) return unclear(name);
    return { ...nothing, firstname: bare(first), surname, rule: 'NAME_SPLIT_AT_COMMA' };
  }
  const words = name.split(' ');
  if (words.length < 2) return { ...nothing, surname: name };
  if (isTwoPeople(name)) return { ...nothing, notes: ['TWO_PEOPLE'] };
  const from = surnameFrom(words);
  const first = words.slice(0, from).join(' ');
  return { ...nothing, firstname: bare(first), surname: words.slice(from).join(' '), rule: 'NAME_SPLIT' };
}

function unclear(name: string): FullName {
  const words = name.split(/[ ,]+/).filter((word) => word !== '');
  if (words.length < 2) return { ...nothing, surname: words.join(' ') };
  const suffix = /,\s*\S+$/.exec(name)?.[0] ?? '';
  return suffix === '' || name.indexOf(',') !== name.lastIndexOf(',')
    ? nothing
    : person(name.slice(0, -suffix.length));
}

/** A first name without its title; of "Mr & Mrs" nothing else is left, so it stays. */
function bare(first: string): string {
  return isTitle(first) ? first : withoutTitle(first);
}

/** "John Smith & Jane Doe": each has a surname of their own, and one customer has one. */
function isTwoPeople(name: string): boolean {
  const [one = '', other = '', ...more] = name.split(/\s(?:&|and|\+|\/)\s/i);
  if (other === '' || more.length > 0) return false;
  return (
    withoutTitle(one).split(' ').length > 1 && !isTitle(one) && withoutTitle(other).split(' ').length > 1
  );
}

const particles = new Set(
  'van,von,der,den,de,del,della,di,da,dos,du,la,le,lo,st,st.,saint,bin,binti,ibn,al,el,ter,ten,ap,mac,mc,o,san,santa,abu,abdul,vander'.split(
    ',',
  ),
);

/** Where the surname begins: at the last word, or at the particles before it. */
function surnameFrom(words: readonly string[]): number {
  let from = words.length - 1;
  if (/^(?:jr|sr|junior|senior|ii|iii|iv|oam|ao|am|jp|phd|md|esq)\.?$/i.test(words[from] ?? '') && from > 1)
    from -= 1;
  while (from > 1 && particles.has((words[from - 1] ?? '').toLowerCase())) from -= 1;
  return from;
}
