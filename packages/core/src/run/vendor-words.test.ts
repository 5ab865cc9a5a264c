import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { withoutValues, withValues } from './vendor-words.js';

const values = {
  firstname: 'Jo',
  surname: "O'Brien",
  email: 'jo@example.com',
  phone1: '0491570006',
  type: 'RESIDENTIAL',
} as const;

test.each([
  ['Email jo@example.com exists', 'Email {email} exists'],
  ['EMAIL JO@EXAMPLE.COM EXISTS', 'EMAIL {email} EXISTS'],
  ["Jo O'Brien (0491570006) is not valid", '{firstname} {surname} ({phone1}) is not valid'],
  ['Joint accounts are not allowed, Jo', 'Joint accounts are not allowed, {firstname}'],
  ["Required field 'firstname' is missing", "Required field 'firstname' is missing"],
  ['Type RESIDENTIAL is invalid', 'Type RESIDENTIAL is invalid'],
  ['', ''],
])('"%s" is kept as "%s"', (message, kept) => {
  expect(withoutValues(message, values)).toBe(kept);
});

describe("the vendor's words", () => {
  it("come back as they were where the values are put in again, a person's values written as we sent them", () => {
    const message = "Jo O'Brien <jo@example.com>: phone 0491570006 is not valid";
    expect(withValues(withoutValues(message, values), values)).toBe(message);
  });

  it('keep braces that are no field, and fields without a value', () => {
    expect(withValues('{what} of {phone2}: {email}', values)).toBe('{what} of {phone2}: jo@example.com');
  });

  it('hold no value that stands alone, whatever it is made of', () => {
    const value = fc.stringMatching(/^[a-zA-Z0-9.'@$()*+^-]{1,12}$/);
    fc.assert(
      fc.property(value, value, (firstname, email) => {
        const kept = withoutValues(`the name ${firstname} is bad: ${email}`, { firstname, email });
        expect(kept.split(' ')).not.toContain(firstname);
        expect(kept.split(' ')).not.toContain(email);
      }),
      { numRuns: 500 },
    );
  });
});
