import { expect, test } from 'vitest';
import { isMobileNumber, nationalPhone, sendablePhone } from './sendable-phone.js';

test.each([
  '0491570006',
  '0255501234',
  '0355501234',
  '0755501234',
  '0855501234',
  '1300975707',
  '1800160401',
  '131234',
])('%s may be sent, and is a national number', (text) => {
  expect(sendablePhone.test(text)).toBe(true);
  expect(nationalPhone.test(text)).toBe(true);
});

test.each(['+64211234567', '+6421123', '+442079460018'])(
  '%s may be sent, and is no national number',
  (text) => {
    expect(sendablePhone.test(text)).toBe(true);
    expect(nationalPhone.test(text)).toBe(false);
  },
);

test.each([
  '',
  '+61491570006',
  '+0491570006',
  '+642112',
  '+1234567890123456',
  '0491 570 006',
  '491570006',
  '0191570006',
  '0691570006',
  '0991570006',
  '04915700060',
  '1300975',
  '1312345',
  '0491570006\n',
  'x0491570006',
])('%j may not be sent', (text) => {
  expect(sendablePhone.test(text)).toBe(false);
});

test('a mobile is what begins with 04 or 05', () => {
  expect(['0491570006', '0550123456'].every(isMobileNumber)).toBe(true);
  expect(
    ['0255501234', '0855501234', '1300975707', '+64211234567', '491570006', ''].some(isMobileNumber),
  ).toBe(false);
});
