import { describe, expect, it } from 'vitest';
import { nearestName } from './missing-source.js';

describe('nearestName', () => {
  it.each([
    ['custmers.csv', 'customers.csv'],
    ['Customer List.xlsx', 'customer_list.xlsx'],
    ['customers', 'customers.csv'],
    ['customers.xls', 'customers.csv'],
    ['prices-2025.xlsx', 'prices-2026.xlsx'],
  ])('finds for %s the name that was meant', (wanted, found) => {
    const names = [
      'readme.txt',
      'customers.csv',
      'customer_list.xlsx',
      'prices-2026.xlsx',
      '~$customers.csv',
    ];
    expect(nearestName(wanted, names)).toBe(found);
  });

  it.each([
    ['another name', 'suppliers.csv'],
    ['a short one', 'x.csv'],
    ['one that is too long to be compared', 'customers'.repeat(40)],
  ])('finds nothing for %s', (_what, wanted) => {
    expect(nearestName(wanted, ['customers.csv', 'customers.pdf', 'ab.csv'])).toBeUndefined();
  });

  it('prefers the same ending', () => {
    expect(nearestName('Customers.XLSX', ['customers.csv', 'customers.xlsx'])).toBe('customers.xlsx');
  });
});
