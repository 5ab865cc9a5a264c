import type { RawRow } from '../packages/core/src/index.js';
import type { SandboxCustomer } from '../packages/sandbox/src/index.js';
import type { Random } from './random.js';

/** The header of every simulated file; `Notes` feeds no field. */
export const labels = ['First Name', 'Surname', 'Email', 'Mobile', 'Type', 'User Email', 'Notes'] as const;

/** A person of whom rows are made. */
interface Person {
  readonly firstname: string;
  readonly surname: string;
  readonly email: string;
  readonly phone: string;
}

const phones = ['0491570006', '0491570156', '0491570157', '0491570158', '0491570159', '0491570110'] as const;

/** The person with a number; others share the e-mail. */
export function person(number: number, other = 0): Person {
  const phone = phones[(number + other) % phones.length] ?? phones[0];
  const firstname = other === 0 ? `Jo${number}` : `Sam${number}x${other}`;
  return { firstname, surname: 'Citizen', email: `c${number}@example.com`, phone };
}

/** A good row. */
export function rowOf(row: number, { firstname, surname, email, phone }: Person): RawRow {
  return { row, cells: [firstname, surname, email, phone, 'RESIDENTIAL', '', ''] };
}

/** How many people files are made of, and how many rows. */
export interface RowsWanted {
  readonly rows: number;
  /** The number of the first person, so that files can overlap. */
  readonly firstPerson: number;
}

/** Rows as office staff would have them: most are good, some repeat or share an e-mail, some cannot be sent. */
export function madeRows(random: Random, { rows, firstPerson }: RowsWanted): readonly RawRow[] {
  let people = firstPerson;
  return Array.from({ length: rows }, (_, index) => {
    const row = index + 2;
    const isFirst = people === firstPerson;
    const earlier = (): number => random.whole(firstPerson, people - 1);
    const draw = isFirst ? 0 : random.next();
    if (draw < 0.68) return changed(random, rowOf(row, person(people++)));
    if (draw < 0.8) return changed(random, rowOf(row, person(earlier())));
    if (draw < 0.85) return rowOf(row, person(earlier(), 1));
    if (draw < 0.9) return rowOf(row, { ...person(people++), surname: '' });
    if (draw < 0.93) return rowOf(row, { ...person(people++), phone: '12' });
    if (draw < 0.96) return { row, cells: ['', '', '', '', '', '', 'Total'] };
    return { row, cells: withOwner(rowOf(row, person(people++)).cells) };
  });
}

/** Another spelling of the same: the e-mail in other case, another phone. */
function changed(random: Random, { row, cells }: RawRow): RawRow {
  const [firstname = '', surname = '', email = '', phone = '', ...others] = cells;
  const spelled = random.chance(0.1) ? email.toUpperCase() : email;
  const called = random.chance(0.05) ? '0491570313' : phone;
  return { row, cells: [firstname, surname, spelled, called, ...others] };
}

function withOwner(cells: readonly string[]): string[] {
  return cells.map((cell, column) => (labels[column] === 'User Email' ? 'nobody@example.com' : cell));
}

/** Customers of some of the people who were there before: others with the e-mail, or the same person, long ago. */
export function customersBefore(random: Random, people: number, share: number): readonly SandboxCustomer[] {
  return Array.from({ length: people }, (_, index) => index + 1).flatMap((number) => {
    if (!random.chance(share)) return [];
    const { firstname, surname, email, phone } = person(number, random.chance(0.5) ? 2 : 0);
    const created = new Date(Date.UTC(2026, 2, 2) - random.whole(30, 2_000) * 86_400_000).toISOString();
    const named = {
      firstname,
      surname,
      email: random.chance(0.2) ? email.toUpperCase() : email,
      phone1: phone,
    };
    const rest = { phone2: '', type: 'RESIDENTIAL', companyname: '', companyphone: '' } as const;
    return [{ id: 1_000 + number, created, ...named, ...rest, gststatus: 0, useremail: '' }];
  });
}
