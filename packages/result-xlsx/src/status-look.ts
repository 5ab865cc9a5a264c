import type { RowStatus } from '@solarproof-import/core';

/** How a status is shown: always by its words, and by a colour beside. */
export interface StatusLook {
  /** Of its piece of the bar, `rrggbb`. */
  readonly bar: string;
  /** Of the number on that piece. */
  readonly onBar: string;
  /** Of its cell in `Results`: the bar's colour, much paler. */
  readonly tint: string;
  /** What it means, for the legend. */
  readonly meaning: string;
}

const white = 'FFFFFF';
const ink = '1F2933';

/**
 * Blue is done, orange is to be mended, violet is open, grey needs nothing: hues that stay apart without red and green,
 * and within a hue lightness tells them apart, so that a grey print does too.
 */
export const statusLooks: Readonly<Record<RowStatus, StatusLook>> = {
  created: { bar: '2563A6', onBar: white, tint: 'D9E8F8', meaning: 'now a customer in Solar Proof' },
  exists: { bar: '7FB3E3', onBar: ink, tint: 'E8F2FB', meaning: 'already a customer in Solar Proof before' },
  updated: { bar: '3F83C8', onBar: white, tint: 'DDEBF9', meaning: 'changed in Solar Proof' },
  unchanged: { bar: 'A9CCEC', onBar: ink, tint: 'EDF5FC', meaning: 'in Solar Proof just as in this row' },
  'already-imported': { bar: '9DBBD8', onBar: ink, tint: 'E9F0F7', meaning: 'created by an earlier run' },
  ready: { bar: '4A8FD3', onBar: white, tint: 'E1EEFA', meaning: 'checked, can be sent' },
  duplicate: { bar: 'A9B1BC', onBar: ink, tint: 'ECEEF1', meaning: 'the same customer as an earlier row' },
  invalid: { bar: 'E8912D', onBar: ink, tint: 'FCE6CD', meaning: 'has to be corrected; was not sent' },
  rejected: {
    bar: 'A9560F',
    onBar: white,
    tint: 'F4D2B0',
    meaning: 'refused by Solar Proof; has to be corrected',
  },
  unconfirmed: { bar: '7B5EA7', onBar: white, tint: 'E6DFF1', meaning: 'sent, but no clear answer came' },
  'not-sent': { bar: '6B7480', onBar: white, tint: 'DCE0E5', meaning: 'could have been sent, but was not' },
  skipped: { bar: 'D3D8DE', onBar: ink, tint: 'F3F4F6', meaning: 'has no customer in it' },
};
