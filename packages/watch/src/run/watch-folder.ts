import { realpath } from 'node:fs/promises';
import { hostname } from 'node:os';
import { holdLock, LockedError, type HeldLock } from '@solarproof-import/importer';
import { leastPolls } from '../arrivals/still-arrivals.js';
import { nextTime } from '../schedule/cron.js';
import type { Schedule, WatchedFolder } from '../watched-folder.js';
import { FolderWatch } from './folder-watch.js';
import { folderLockFile, heartbeatFile, readHeartbeat, writeHeartbeat, type Heartbeat } from './heartbeat.js';
import { notifySomebody } from './notify-somebody.js';
import { PassTally } from './pass-tally.js';
import type { Watch } from './watch-folders.js';

/** Between two heartbeats while something takes long, in milliseconds. */
const beatMs = 10_000;
/** Between two looks at the wall clock while a schedule is waited for: it may be set, or the machine may sleep. */
const scheduleLookMs = 30_000;
const dayMs = 86_400_000;

/**
 * Watches one folder until it is stopped or, once, until what is there is handled.
 * @returns the exit code of `once`
 * @throws LockedError where another process with this state directory watches it; as `FolderWatch.pass`
 */
export async function watchFolder(folder: WatchedFolder, watch: Watch): Promise<number> {
  const watchDir = await watch.state.directory.watchFolder();
  // The same folder may go by several paths.
  const real = await realpath(folder.root).catch(() => folder.root);
  const lock = hold(folderLockFile(watchDir, real), folder, watch);
  try {
    const file = heartbeatFile(watchDir, folder.root);
    const one = new OneFolder(folder, watch, { file, earlier: await readHeartbeat(file) });
    return await one.run();
  } finally {
    lock.release();
  }
}

class OneFolder {
  readonly #folder: WatchedFolder;
  readonly #watch: Watch;
  readonly #file: string;
  readonly #passes: FolderWatch;
  #doing: Heartbeat['doing'] = 'polling';
  #nextPass: Date | undefined;
  #lastPass: Date | undefined;
  #earlierPoll: Date | undefined;
  readonly #started: Date;

  constructor(
    folder: WatchedFolder,
    watch: Watch,
    { file, earlier }: { readonly file: string; readonly earlier: Heartbeat | undefined },
  ) {
    const { state, watcher, clock, stop, cutOff, onEvent, adopt, busy } = watch;
    this.#folder = folder;
    this.#watch = watch;
    this.#file = file;
    this.#earlierPoll = earlier?.lastPoll;
    this.#started = clock.now();
    this.#passes = new FolderWatch({
      folder,
      state,
      watcher,
      clock,
      stop,
      cutOff,
      adopt: adopt.includes(folder.root),
      busy,
      earlierTroubles: earlier?.troubles ?? [],
      notify: notifySomebody({ folder, state, watcher, clock, channels: watch.channelsOf(folder) }),
      tell: (event) => {
        if (event.event === 'plan') this.#doing = 'importing';
        onEvent(event);
      },
    });
  }

  async run(): Promise<number> {
    const { once, onEvent, watcher } = this.#watch;
    const { root: folder, account, stillMs } = this.#folder;
    onEvent({
      event: 'watch-started',
      folder,
      account: account.name,
      host: account.host,
      watcher: watcher.id,
      stillSeconds: stillMs / 1000,
    });
    const beating = setInterval(() => void this.#beat(), beatMs);
    try {
      const exitCode = once ? await this.#untilQuiet() : await this.#untilStopped();
      this.#doing = 'ended';
      return exitCode;
    } finally {
      clearInterval(beating);
      await this.#beat();
    }
  }

  async #untilStopped(): Promise<number> {
    const { clock, stop } = this.#watch;
    while (!stop.aborted) {
      if (this.#folder.schedule === undefined) {
        await this.#pass(new PassTally());
        await clock.sleep(this.#folder.pollMs, stop);
      } else if (await this.#waitForSchedule()) await this.#untilQuiet();
    }
    return 0;
  }

  /** @returns whether it is time */
  async #waitForSchedule(): Promise<boolean> {
    const { clock, stop } = this.#watch;
    const { schedule } = this.#folder;
    if (schedule === undefined) return true;
    let next = this.#nextTime(schedule, clock.now());
    this.#nextPass = next;
    while (!stop.aborted) {
      const now = clock.now();
      const left = (next?.getTime() ?? Number.POSITIVE_INFINITY) - now.getTime();
      if (left <= 0) {
        this.#lastPass = now;
        return true;
      }
      // What was taken and had to wait goes on meanwhile: the service may be back long before the next time.
      await this.#pass(new PassTally(), false);
      this.#doing = 'waiting';
      await this.#beat();
      await clock.sleep(Math.min(left, scheduleLookMs), stop);
      // Where the clock was ahead and is set right, the next time is nearer than it seemed.
      const anew = this.#nextTime(schedule, clock.now());
      if (anew !== undefined && next !== undefined && anew < next) this.#nextPass = next = anew;
    }
    return false;
  }

  /** What was looked at is not looked at again because the clock is set back; a clock that was wrong by days counts for nothing. */
  #nextTime(schedule: Schedule, now: Date): Date | undefined {
    const last = this.#lastPass;
    const ahead = (last?.getTime() ?? 0) - now.getTime();
    return nextTime(schedule, last !== undefined && ahead > 0 && ahead <= dayMs ? last : now);
  }

  /** Passes until nothing is left that may be ready soon. A file that never stops changing is left for the next time. */
  async #untilQuiet(): Promise<number> {
    const { clock, stop, onEvent } = this.#watch;
    const { root: folder, pollMs, stillMs } = this.#folder;
    const tally = new PassTally();
    const patienceMs = stillMs * 5 + pollMs * 10;
    let deadline = clock.monotonic() + patienceMs;
    // A look at thousands of files on a slow share may take longer than that.
    let pollsLeft = leastPolls * 2;
    for (;;) {
      const { files } = tally;
      await this.#pass(tally);
      pollsLeft -= 1;
      // What came in while others were imported has been seen only once.
      if (tally.files > files) [deadline, pollsLeft] = [clock.monotonic() + patienceMs, leastPolls * 2];
      const isPatienceOver = pollsLeft <= 0 && clock.monotonic() > deadline;
      const isQuiet = tally.hopeful === 0 && (tally.moving === 0 || isPatienceOver);
      if (stop.aborted || isQuiet) break;
      await clock.sleep(pollMs, stop);
    }
    onEvent({ event: 'pass-finished', folder, files: tally.files, exitCode: tally.exitCode });
    return tally.exitCode;
  }

  async #pass(tally: PassTally, takes = true): Promise<void> {
    const { sender, stop, once } = this.#watch;
    this.#doing = 'polling';
    await this.#passes.pass(tally, takes);
    this.#doing = 'polling';
    await this.#beat();
    // A receiver that is slow holds up no file; a process that is about to end waits for it.
    const sending = sender.flush(stop);
    if (once) await sending;
    else sending.catch(() => undefined);
  }

  async #beat(): Promise<void> {
    const { clock, watcher } = this.#watch;
    const { root, account } = this.#folder;
    const { lastPoll = this.#earlierPoll, ...standing } = this.#passes.standing;
    await writeHeartbeat(this.#file, {
      version: 1,
      folder: root,
      account: account.name,
      host: account.host,
      watcher: watcher.id,
      pid: process.pid,
      started: this.#started,
      at: clock.now(),
      doing: this.#doing,
      ...standing,
      lastPoll,
      nextPass: this.#nextPass,
    });
  }
}

function hold(file: string, folder: WatchedFolder, { clock }: Watch): HeldLock {
  const tried = holdLock(file, { host: hostname(), pid: process.pid, since: clock.now() });
  if (!('heldBy' in tried)) return tried;
  const who =
    tried.heldBy === undefined ? 'another process' : `process ${tried.heldBy.pid} on ${tried.heldBy.host}`;
  throw new LockedError(`${folder.root} is being watched already: ${who}.`, [
    'One watch of a folder is enough; a pass that takes longer than the time between two is no harm.',
  ]);
}
