/** The labels of the made lists: those that feed a field, and those that people keep beside them. */
export const customerLabels = [
  'First Name',
  'Surname',
  'Email',
  'Mobile',
  'Home Phone',
  'Type',
  'Company',
  'GST',
  'Suburb',
  'State',
  'Postcode',
  'Customer since',
  'Notes',
] as const;

/** Where in a made row the e-mail stands, 0-based. */
export const emailColumn = 2;

/**
 * The cells of the nth customer, from 0, always the same ones. About three in a hundred are wrong in one cell, and one in a
 * hundred is the customer of forty rows before once more.
 */
export function customerAt(index: number): string[] {
  const draw = drawsFrom(index);
  const fate = draw();
  if (fate < 0.01 && index >= repeatedAfter) return customerAt(index - repeatedAfter);
  const cells = goodCustomer(index, draw);
  return fate > 0.97 ? spoilt(cells, draw) : cells;
}

type Draw = () => number;

const repeatedAfter = 40;
const mobiles = ['006', '110', '156', '157', '158', '159', '313', '737'];
const firstNames = words(
  'Margaret Giuseppe Priya Hương Liam Chloe Anh Fatima Jack Mia Zoë Tane Ngaire Bruce Wei Olena',
);
const surnames = words(
  "O'Brien Nguyễn D'Angelo Raghunathan Smith Papadopoulos McDonald Singh Chen Kowalski Tran Brown",
);
const suburbs = words(
  'Cabramatta Leichhardt Parramatta Geelong Toowoomba Fremantle Glenelg Hobart Palmerston Orange',
);
const states = words('NSW VIC QLD WA SA TAS ACT NT');
const notes = [
  'Roof faces north, two storeys',
  'Prefers to be rung after 5',
  'Asked about a battery; send "the long brochure"',
  'Tile roof',
];

function goodCustomer(index: number, draw: Draw): string[] {
  const first = oneOf(firstNames, draw);
  const surname = oneOf(surnames, draw);
  const isCompany = draw() < 0.12;
  const host = oneOf(['example.com', 'example.net', 'example.org', 'mail.example.com'], draw);
  return [
    first,
    surname,
    `${asciiOf(first)}.${asciiOf(surname)}${index}@${host}`,
    writtenMobile(`491570${oneOf(mobiles, draw)}`, draw),
    draw() < 0.4 ? `(0${oneOf(['2', '3', '7', '8'], draw)}) 5550 ${digits(4, draw)}` : '',
    isCompany ? oneOf(['Commercial', 'LARGE-SCALE', 'Large scale'], draw) : 'Residential',
    isCompany ? `${surname} & Sons Pty Ltd` : '',
    isCompany ? oneOf(['0', '1'], draw) : '',
    oneOf(suburbs, draw),
    oneOf(states, draw),
    `${2 + Math.floor(draw() * 6)}${digits(3, draw)}`,
    `20${10 + Math.floor(draw() * 16)}-0${1 + Math.floor(draw() * 9)}-${10 + Math.floor(draw() * 18)}`,
    draw() < 0.5 ? oneOf(notes, draw) : '',
  ];
}

/** As people and programs write it; the one without its zero is what a number cell leaves. */
function writtenMobile(number: string, draw: Draw): string {
  const [four, three, last] = [`0${number.slice(0, 3)}`, number.slice(3, 6), number.slice(6)];
  return oneOf(
    [`${four} ${three} ${last}`, `0${number}`, number, `+61 ${four.slice(1)} ${three} ${last}`],
    draw,
  );
}

function spoilt(cells: readonly string[], draw: Draw): string[] {
  const [column, text] = oneOf<readonly [number, string]>(
    [
      [1, ''],
      [emailColumn, 'rang twice, has none'],
      [3, '5550 12'],
      [3, ''],
      [5, 'Castle'],
    ],
    draw,
  );
  return cells.map((cell, at) => (at === column ? text : cell));
}

function words(text: string): string[] {
  return text.split(' ');
}

function asciiOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}

function digits(count: number, draw: Draw): string {
  return String(Math.floor(draw() * 10 ** count)).padStart(count, '0');
}

function oneOf<Item>(items: readonly Item[], draw: Draw): Item {
  const item = items[Math.floor(draw() * items.length)];
  if (item === undefined) throw new Error('nothing to draw from');
  return item;
}

/** Numbers in [0, 1) that look random and are the same for the same seed (xorshift, 32 bits). */
function drawsFrom(seed: number): Draw {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
