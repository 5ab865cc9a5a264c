// Loaded before the built command (`node --import`): kills it at a named point, as `kill -9` does. The product knows nothing
// of it: everything is seen from outside, in SQLite's statements, undici's diagnostics channels and the file system.
//   FAIL_POINT=NAME#N   the N-th time that the point is reached
//   FAIL_SHARE=FOLDER   a watched folder, whose every change is a point too: `after link done/a.csv`
//   FAIL_TRACE=FILE     instead of killing, notes there each point that is reached
import diagnostics from 'node:diagnostics_channel';
import { appendFileSync, promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

const [name = '', nth = '1'] = (process.env.FAIL_POINT ?? '').split('#');
let left = Number(nth);

const { FAIL_SHARE: share, FAIL_TRACE: trace } = process.env;

function reached(point) {
  if (trace !== undefined) appendFileSync(trace, `${point}\n`);
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
  ['delivery', /INTO delivery\b/],
];

/** A delivery's note says of which list it is, and how far it has come: `a.csv processing, with its run, for done`. */
function whatOf(what, values) {
  if (what !== 'delivery') return what;
  const [, , list, , state, , run, place, , approved] = values;
  const parts = [
    `${list} ${state}`,
    ...(run === null ? [] : ['with its run']),
    ...(place === null ? [] : [`for ${place.split('/')[0]}`]),
    ...(approved === null ? [] : ['approved']),
  ];
  return `delivery ${parts.join(', ')}`;
}

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
    const told = whatOf(what, values);
    reached(`before ${told} is written`);
    const done = run(...values);
    waiting.add(told);
    reached(`after ${told} is written`);
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

/** Where in the share a path leads: `processing/a.csv`, whoever takes it; `undefined` elsewhere. */
function placeOf(file) {
  if (share === undefined || !String(file).startsWith(share + path.sep)) return undefined;
  const [place, ...rest] = String(file)
    .slice(share.length + 1)
    .split(path.sep);
  if (place !== 'processing' || rest.length === 0) return [place, ...rest].join('/');
  return `processing/${['watcher', 'delivery', rest[2]][rest.length - 1]}`;
}

/** A change of the share is named by where it leads, if it leads anywhere. */
for (const [change, leads] of Object.entries({
  mkdir: 0,
  link: 1,
  rename: 1,
  writeFile: 0,
  rm: 0,
  rmdir: 0,
})) {
  const act = promises[change];
  promises[change] = async (...given) => {
    const place = placeOf(given[leads]);
    if (place === undefined) return act(...given);
    reached(`before ${change} ${place}`);
    const done = await act(...given);
    reached(`after ${change} ${place}`);
    return done;
  };
}
syncBuiltinESMExports();
