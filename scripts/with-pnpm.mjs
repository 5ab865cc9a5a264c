// Runs the pinned pnpm (package.json, "packageManager") with Node and npm alone: no global install, no corepack,
// no shell of our own. `npm exec` also puts the pnpm binary on PATH, where turbo looks for it.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

const quietEnvironment = {
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  npm_config_update_notifier: 'false',
};

/** Where npm's own script is: told by npm (`npm_execpath`), else beside the running Node. */
export function findNpm() {
  const beside = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    path.join(beside, 'node_modules/npm/bin/npm-cli.js'),
    path.join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  const found = candidates.find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
  if (!found) throw new Error('npm was not found; start this with "npm run …"');
  return found;
}

/**
 * Runs Node with the given arguments in the workspace's root.
 * With `quiet`, what it prints is kept, and shown only if it fails.
 * @returns the exit code
 */
export function runNode(args, { quiet = false, env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...quietEnvironment, ...env },
    });
    const kept = [];
    child.stdout?.on('data', (chunk) => kept.push(chunk));
    child.stderr?.on('data', (chunk) => kept.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(kept));
      resolve(code ?? 1);
    });
  });
}

/** Runs the pinned pnpm. @returns its exit code */
export function runPnpm(args, options) {
  return runNode([findNpm(), 'exec', '--yes', '--package', packageManager, '--', 'pnpm', ...args], options);
}

/** Installs what the lockfile names and builds every package. Ends the process if either fails. */
export async function installAndBuild({ quiet = false } = {}) {
  await mustSucceed(runPnpm(['install', '--frozen-lockfile'], { quiet }));
  await build({ quiet });
}

/** Builds every package, in the order of their dependencies. */
export async function build({ quiet = false } = {}) {
  await mustSucceed(runPnpm(['exec', 'turbo', 'run', 'build', '--output-logs=errors-only'], { quiet }));
}

/** Ends the process with the exit code of a step that failed. */
export async function mustSucceed(exitCode) {
  const code = await exitCode;
  if (code !== 0) process.exit(code);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exit(await runPnpm(process.argv.slice(2)));
}
