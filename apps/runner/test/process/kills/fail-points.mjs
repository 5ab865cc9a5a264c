// Loaded before the built command (`node --import`): kills it at a named point, as `kill -9` does. The product knows nothing
// of it: everything is seen from outside, in SQLite's statements, undici's diagnostics channels and the file system.
//   FAIL_POINT=NAME#N   the N-th time that the point is reached
import diagnostics from 'node:diagnostics_channel';
import { promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [name = '', nth = '1'] = (process.env.FAIL_POINT ?? '').split('#');
let left = Number(nth);

function reached(point) {
  if (point !== name) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}

/** What a statement writes; its commit is told apart by the last one that it holds. */
const written = [
  ['intent', /INSERT INTO run_row[\s\S]*'sending'/],
  ['outcome', /INSERT INTO run_row[\s\S]*'settled'/],
  ['release', /INSERT INTO run_row[\s\S]*'not-sent'/],
  ['unconfirmed', /UPDATE run_row[\s\S]*'unconfirmed'/],
  ['run', /INSERT INTO run\b/],
  ['end', /UPDATE run\b/],
];

let waiting = new Set();

/** The methods of a connection cannot be replaced in the library's class; so each connection gets its own. */
function watched(database) {
  const exec = database.exec.bind(database);
  const prepare = database.prepare.bind(database);
  const own = (key, value) => Object.defineProperty(database, key, { value });
  own('exec', (sql) => {
    if (sql !== 'COMMIT') return exec(sql);
    const synced = waiting;
    waiting = new Set();
    for (const what of synced) reached(`before ${what} is synced`);
    const done = exec(sql);
    for (const what of synced) reached(`after ${what} is synced`);
    return done;
  });
  own('prepare', (sql) => {
    const statement = prepare(sql);
    const what = written.find(([, pattern]) => pattern.test(sql))?.[0];
    return what === undefined ? statement : watchedStatement(statement, what);
  });
  return database;
}

function watchedStatement(statement, what) {
  const run = statement.run.bind(statement);
  const value = (...values) => {
    reached(`before ${what} is written`);
    const done = run(...values);
    waiting.add(what);
    reached(`after ${what} is written`);
    return done;
  };
  return Object.defineProperty(statement, 'run', { value });
}

// The library makes its connections by it.
const { construct } = Reflect;
Reflect.construct = (target, ...rest) => {
  const made = construct(target, ...rest);
  return target.name === 'DatabaseSync' ? watched(made) : made;
};

const kindOf = ({ path }) =>
  path.includes('action=createcustomer')
    ? 'create'
    : path.includes('action=getcustomerid')
      ? 'look-up'
      : 'other';
const points = {
  'undici:request:create': 'before REQUEST is sent',
  'undici:client:sendHeaders': 'while REQUEST is written',
  'undici:request:bodySent': 'after REQUEST is sent',
  'undici:request:headers': 'after headers of REQUEST',
  'undici:request:bodyChunkReceived': 'after body of REQUEST',
  'undici:request:trailers': 'after answer of REQUEST',
};
for (const [channel, point] of Object.entries(points))
  diagnostics.subscribe(channel, ({ request }) => reached(point.replace('REQUEST', kindOf(request))));
diagnostics.subscribe('undici:client:beforeConnect', () => reached('before connect'));

const { rename } = promises;
promises.rename = async (from, to) => {
  const what = String(to).endsWith('.xlsx') ? 'workbook' : 'snapshot';
  reached(`before ${what} is renamed`);
  await rename(from, to);
  reached(`after ${what} is renamed`);
};
syncBuiltinESMExports();
