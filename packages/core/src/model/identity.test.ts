import { describe, expect, test } from 'vitest';
import { identityOf } from './identity.js';

const jo = { firstname: 'Zoë', surname: "O'Brien", phone1: '0491570006' };

describe('the same customer', () => {
  test.each<[string, Partial<typeof jo>]>([
    ['names in capitals', { firstname: 'ZOË', surname: "O'BRIEN" }],
    ['blanks around and within', { firstname: ' Zoë ', surname: "O'Brien\u00A0" }],
    ['an accent of its own', { firstname: 'Zoe\u0308' }],
    ['a quote as PHP escapes it for HTML', { surname: 'O&#039;Brien' }],
    ['the same, written shorter', { surname: 'O&#39;Brien' }],
    ['the same, by its name', { surname: 'O&apos;Brien' }],
    ['the phone with blanks', { phone1: '0491 570 006' }],
    ['the phone with a country code', { phone1: '+61 491 570 006' }],
    ['the phone with brackets and dashes', { phone1: '(0491) 570-006' }],
  ])('is known by %s', (_, change) => {
    expect(identityOf({ ...jo, ...change })).toBe(identityOf(jo));
  });

  test('is known by an ampersand and angle brackets as PHP escapes them', () => {
    const firm = { ...jo, surname: 'Sun & Sons <"West">' };
    const escaped = { ...jo, surname: 'Sun &amp; Sons &lt;&quot;West&quot;&gt;' };
    expect(identityOf(escaped)).toBe(identityOf(firm));
  });
});

describe('another customer', () => {
  test.each<[string, Partial<typeof jo>]>([
    ['another first name', { firstname: 'Zoe' }],
    ['another surname', { surname: 'Brien' }],
    ['another phone', { phone1: '0491570156' }],
    ['no phone', { phone1: '' }],
    ['names that only together are the same', { firstname: "ZoëO'", surname: 'Brien' }],
    ['names the other way round', { firstname: "O'Brien", surname: 'Zoë' }],
  ])('is told by %s', (_, change) => {
    expect(identityOf({ ...jo, ...change })).not.toBe(identityOf(jo));
  });
});
