// Holds the lock named by the first argument, says so, and lives until it is killed.
import { holdLock } from '../../src/account-lock.js';

const tried = holdLock(process.argv[2] ?? '', {
  host: 'here',
  pid: process.pid,
  since: new Date(0),
  runId: 'r1',
});
process.stdout.write('heldBy' in tried ? 'kept out\n' : 'held\n');
setInterval(() => undefined, 60_000);
