import { looksLikeCompany } from '../fields/name/looks-like-company.js';

/** All that stands in a totals row is short. */
const longest = 100;

const amount = String.raw`[-+(]?(?:a?\$|aud|€|£)? ?-?\d[\d., ]{0,30}\)?%?`;
const counted =
  '(?:customers?|rows?|records?|contacts?|clients?|leads?|jobs?|quotes?|amounts?|sales|values?|due|owing|count|number)';

/** Nobody is called so. After it stands nothing, or what was added up: "Total Solar" is a company. */
const total = new RegExp(
  String.raw`^(?:(?:grand|over-?all|running|sheet|page|report) |sub[ -]?)?totals?(?: ?[:=]| (?:\(\d|(?:of|for|no\.?|${counted})(?![\p{L}\p{N}]))| ?${amount}$|$)`,
  'iu',
);
const numberOf = new RegExp(
  String.raw`^(?:sum|count|number|no\.?) of [\p{L}\p{N}]|^(?:sum|count) ?[:=] ?(?:${amount})?$|^(?:sum|count) ${amount}$`,
  'iu',
);
/** A first name and a title as well: what stands beside it tells. */
const sumOrCount = /^(?:sum|count)$/i;

const number = new RegExp(String.raw`^(?:${amount}|[-–—])$`, 'i');

/** How many cells of a totals row may be words: what it is headed with, and what was added up. */
const mostWords = 2;

/** Whether a row's filled cells, none of which holds a way to reach somebody, are totals. */
export function isTotals(texts: readonly string[]): boolean {
  const [head, ...others] = texts;
  if (head === undefined || texts.some(({ length }) => length > longest)) return false;
  if (sumOrCount.test(head)) return others.length > 0 && others.every(isNumber);
  if (!total.test(head) && !numberOf.test(head)) return false;
  const wordsBeside = others.filter((text) => !isNumber(text)).length;
  return wordsBeside < mostWords && !looksLikeCompany(head);
}

function isNumber(text: string): boolean {
  return number.test(text);
}
