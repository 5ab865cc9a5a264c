import { customerTypes, type CustomerType } from '../../model/customer-draft.js';
import type { Rule, ValueRule } from '../rule.js';

/** Writes the API's own word as the API does. */
export const typeAsApiWord: ValueRule = {
  name: 'TYPE_AS_API_WORD',
  sureness: 'certain',
  told: "type written as Solar Proof's word",
  why: 'Solar Proof knows this type as one word in capitals.',
  examples: [
    { before: 'Residential', after: 'RESIDENTIAL' },
    { before: 'large scale', after: 'LARGE-SCALE' },
  ],
  mend: (text) => {
    const word = text
      .trim()
      .toUpperCase()
      .replace(/[\s_\u2010-\u2015-]+/g, '-');
    return customerTypes.find((type) => type === word) ?? text;
  },
};

/** Takes Solar Proof's number of a type for the type. */
export const typeByNumber: ValueRule = {
  name: 'TYPE_BY_NUMBER',
  sureness: 'certain',
  told: 'type told by its number',
  why: 'Solar Proof numbers its types: 1 is residential, 2 commercial, 3 large-scale.',
  examples: [
    { before: '1', after: 'RESIDENTIAL' },
    { before: '2', after: 'COMMERCIAL' },
    { before: '3', after: 'LARGE-SCALE' },
  ],
  mend: (text) => {
    const [, number] = /^\s*([123])(?:\.0)?\s*$/.exec(text) ?? [];
    return number === undefined ? text : (customerTypes[Number(number) - 1] ?? text);
  },
};

// In lower case, one space between their parts. A rural house is a house, a large one too: such words are for people to judge.
const typeWords: Readonly<Record<CustomerType, readonly string[]>> = {
  RESIDENTIAL: words(
    'res, resi, resid, residence, residental, residencial, residentail, home, homeowner, home owner, house, household, dwelling',
    'domestic, dom, private, private home, individual, person, personal, owner occupier, owner occupied',
    'unit, apartment, flat, townhouse, villa, duplex, granny flat',
  ),
  COMMERCIAL: words(
    'com, comm, commerical, comercial, commmercial, commercial and industrial, commercial & industrial, c&i, c & i, c and i, ci',
    'business, biz, small business, sme, company, companies, corporate, corporation, enterprise, organisation, organization',
    'farm, farming, agricultural, agriculture, agribusiness, strata, body corporate, owners corporation, school, church',
    'government, council, local government, non profit, nonprofit, not for profit, nfp, charity, industrial, industry',
    'retail, office, shop, factory, warehouse, hospitality',
  ),
  'LARGE-SCALE': words(
    'largescale, utility, utility scale, utilityscale, solar farm, lss, lsg, grid scale, power station',
  ),
};

function words(...rows: readonly string[]): readonly string[] {
  return rows.flatMap((row) => row.split(', '));
}

const byWord: ReadonlyMap<string, CustomerType> = new Map(
  customerTypes.flatMap((type) => typeWords[type].map((word) => [word, type] as const)),
);

/** What stands behind a type and says nothing more: "Residential customer". */
const filler =
  / (?:customers?|clients?|jobs?|property|properties|install|installs|installation|solar|sector|building|premises|user)$/;

/** Takes another word for a type as the type. */
export const typeByWord: ValueRule = {
  name: 'TYPE_BY_WORD',
  sureness: 'certain',
  told: 'type told by another word for it',
  why: 'People use this word for one of the three types of Solar Proof, and for no other.',
  examples: [
    { before: 'Resi', after: 'RESIDENTIAL' },
    { before: 'Domestic customer', after: 'RESIDENTIAL' },
    { before: 'C&I', after: 'COMMERCIAL' },
    { before: 'Farm', after: 'COMMERCIAL' },
    { before: 'solar farm', after: 'LARGE-SCALE' },
  ],
  mend: (text) => {
    if (text.length > 40) return text;
    const word = text
      .toLowerCase()
      .replace(/[.\s_\u2010-\u2015-]+/g, ' ')
      .trim();
    return typeOf(word) ?? typeOf(word.replace(filler, '')) ?? text;
  },
};

/** By the word, by its plural, or by the API's own. */
function typeOf(word: string): CustomerType | undefined {
  const own = typeAsApiWord.mend(word);
  return byWord.get(word) ?? byWord.get(word.replace(/s$/, '')) ?? customerTypes.find((type) => type === own);
}

const no = new Set([
  ...words(
    'n, no, nope, 0, 0.0, false, f, none, ✗, ✘, ❌, ☐, exempt, gst exempt, no gst, unregistered, non registered',
  ),
  ...words(
    'not registered, not gst registered, not registered for gst, gst not registered, gst unregistered',
  ),
  ...words('gst: no, gst: not registered, no (not registered)'),
]);
const yes = new Set([
  ...words('y, yes, yep, 1, 1.0, true, t, ✓, ✔, ✅, ☑, 🗸, registered, gst registered, registered for gst'),
  ...words('gst: yes, gst: registered, yes (registered)'),
]);

/** Takes a word or a mark for yes or no as 1 or 0. */
export const gstByWord: ValueRule = {
  name: 'GST_BY_WORD',
  sureness: 'certain',
  told: 'status of GST told by a word for it',
  why: 'Solar Proof keeps 1 for registered and 0 for not registered. What says no is looked at first: "not registered" holds "registered".',
  examples: [
    { before: 'Not GST Registered', after: '0' },
    { before: 'No', after: '0' },
    { before: 'GST Registered', after: '1' },
    { before: 'yes', after: '1' },
    { before: '✓', after: '1' },
  ],
  mend: (text) => {
    if (text.length > 40) return text;
    // A tick mark can carry U+FE0F, which asks for its colourful form.
    const word = text
      .replaceAll('\uFE0F', '')
      .replace(/[\s_\u2010-\u2015-]+/g, ' ')
      .trim()
      .replace(/\.$/, '')
      .toLowerCase();
    if (no.has(word)) return '0';
    return yes.has(word) ? '1' : text;
  },
};

/** Rules for type and GST status. */
export const choiceRules: readonly Rule[] = [typeAsApiWord, typeByNumber, typeByWord, gstByWord];
