import type { ValueRule } from '../rule.js';
import { longestPhone } from './around-phone.js';
import { compactPhone } from './compact-phone.js';

const areaCodes: ReadonlyMap<string, string> = new Map([
  ['nsw', '02'],
  ['newsouthwales', '02'],
  ['act', '02'],
  ['australiancapitalterritory', '02'],
  ['vic', '03'],
  ['victoria', '03'],
  ['tas', '03'],
  ['tasmania', '03'],
  ['qld', '07'],
  ['queensland', '07'],
  ['sa', '08'],
  ['southaustralia', '08'],
  ['wa', '08'],
  ['westernaustralia', '08'],
  ['nt', '08'],
  ['northernterritory', '08'],
]);

/** Puts the area code of the row's state in front of a local number. */
export const areaCodeFromState: ValueRule = {
  name: 'AREA_CODE_FROM_STATE',
  sureness: 'likely',
  told: 'area code put before the phone, by the state',
  why: 'Eight digits are a local number, and the state of the address has this area code; numbers near a border may have another.',
  examples: [
    { before: '5550 1234', given: 'NSW', after: '0255501234' },
    { before: '5550 1234', given: 'Victoria', after: '0355501234' },
    { before: '5550 1234', given: '', after: '5550 1234' },
  ],
  mend: (text, state = '') => {
    if (text.length > longestPhone || state.length > 40) return text;
    const code = areaCodes.get(state.toLowerCase().replace(/[^a-z]/g, ''));
    if (code === undefined) return text;
    const compact = compactPhone(text);
    return /^[2-9]\d{7}$/.test(compact) ? code + compact : text;
  },
};
