import type { ValueRule } from '../rule.js';

/** Longer texts are no number, whatever stands in them. */
export const longestPhone = 80;

/** Words and letters that say what kind of phone a number is, as the source of a regular expression. */
export const phoneKind = String.raw`(?:mobile|mob|cell|phone|ph|telephone|tel|home|hm|work|wk|office|bus|business|main|direct|after hours|a[./]?h|b[./]?h|m|h|w|p|t|b|c)`;

const numberWord = String.raw`(?:[.:]?\s?\(?(?:number|num|no|phone|ph|mobile|mob|home|work|[mhw])\b\)?)?`;
const labelBefore = new RegExp(
  String.raw`^(?:[([]?${phoneKind}${numberWord}|#)[)\]]?\s?[.:)\-–#]{0,3}\s?(?=[+(\d])`,
  'i',
);
const labelBehind = new RegExp(
  String.raw`(?:(?<=\d)|(?<=[\d)])[\s([\-–]{1,3})${phoneKind}(?:\s(?:number|no))?[.)\]]{0,2}$`,
  'i',
);
// What marks a number as text: Excel's apostrophe, the quotes of a badly quoted CSV, the ="…" of web exports.
const textMarks = /^=?["'’`]\s?(?=[+(\d])|(?<=\d)\s?["'’`]$/g;

/** Takes off what names the number. */
export const phoneLabelOff: ValueRule = {
  name: 'PHONE_LABEL_OFF',
  sureness: 'certain',
  told: 'label in front of or behind the phone taken off',
  why: 'A word such as "m:", "(h)" or "mob" says what kind of phone it is, and quotes mark it as text: neither is part of the number.',
  examples: [
    { before: 'm: 0491 570 006', after: '0491 570 006' },
    { before: '(h) 02 5550 1234', after: '02 5550 1234' },
    { before: 'Mob. No. 0491 570 006', after: '0491 570 006' },
    { before: '0491 570 006 (mobile)', after: '0491 570 006' },
    { before: "'0491570006", after: '0491570006' },
  ],
  mend: (text) => {
    if (text.length > longestPhone) return text;
    return text.replace(textMarks, '').replace(labelBefore, '').replace(labelBehind, '').trim();
  },
};

const extension =
  /(?<=\d)[\s,;([]{0,3}(?:extension|extn|ext|xtn|x|#)(?:\s?(?:number|no))?[.:\s]{0,2}\d{1,6}[)\]]?$/i;

/** Takes off the extension, and only behind a number: `# 131234` is one itself. */
export const phoneExtensionOff: ValueRule = {
  name: 'PHONE_EXTENSION_OFF',
  sureness: 'certain',
  told: 'extension behind the phone taken off',
  why: 'Solar Proof has no field for an extension; it stays in the result workbook.',
  examples: [
    { before: '02 5550 1234 ext 12', after: '02 5550 1234' },
    { before: '02 5550 1234 x12', after: '02 5550 1234' },
    { before: '02 5550 1234 (extn. 12)', after: '02 5550 1234' },
    { before: '02 5550 1234 #12', after: '02 5550 1234' },
  ],
  mend: (text) => (text.length > longestPhone ? text : text.replace(extension, '')),
};
