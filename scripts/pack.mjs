// `npm run pack`: one tarball that installs without fetching anything. It carries every dependency in the version that the
// lockfile names, as a package's own `overrides` do not count when it is installed.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findNpm, installAndBuild, mustSucceed, root, runNode, runPnpm } from './with-pnpm.mjs';

const out = path.join(root, 'out', 'pack');
const folder = path.join(out, 'package');
// Copied, not linked: npm pack ends with "Exit handler never called!" on files that share an inode.
const deploy = [
  '--filter',
  'solarproof-import',
  'deploy',
  '--prod',
  '--legacy',
  '--config.node-linker=hoisted',
];

/** Makes the tarball. @returns its path */
export async function pack() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await mustSucceed(runPnpm([...deploy, '--config.package-import-method=copy', folder], { quiet: true }));
  const manifest = readManifest(folder);
  for (const name of readdirSync(path.join(folder, 'node_modules', '@solarproof-import'))) {
    const own = path.join(folder, 'node_modules', '@solarproof-import', name);
    writeManifest(own, withVersions(readManifest(own), manifest.version));
  }
  writeManifest(folder, shipped(manifest));
  writeFileSync(path.join(folder, 'README.md'), readFileSync(path.join(root, 'README.md')));
  writeFileSync(path.join(folder, 'LICENSE'), readFileSync(path.join(root, 'LICENSE')));
  // Browser bundles, twenty megabytes that no command loads.
  rmSync(path.join(folder, 'node_modules', 'exceljs', 'dist'), { recursive: true, force: true });
  withoutLanguages(path.join(folder, 'node_modules', 'date-fns'));
  withoutSources(path.join(folder, 'node_modules', '@photostructure', 'sqlite'));
  await mustSucceed(
    runNode([findNpm(), 'pack', '--pack-destination', out, '--loglevel', 'error'], {
      cwd: folder,
      quiet: true,
    }),
  );
  const tarball = path.join(out, `${manifest.name}-${manifest.version}.tgz`);
  return tarball;
}

/** Leaves of date-fns, which only the log's rotation uses, what that loads: a hundred languages and bundles make 20 MB. */
function withoutLanguages(dir) {
  const gone = [
    'fp',
    'docs',
    ...readdirSync(dir).filter((name) => /^(?:cdn|fp|locale)\b.*\.\w+$/.test(name)),
  ];
  for (const name of gone) rmSync(path.join(dir, name), { recursive: true, force: true });
  const languages = path.join(dir, 'locale');
  for (const name of readdirSync(languages))
    if (!/^(?:_lib|en-US)\b/.test(name)) rmSync(path.join(languages, name), { recursive: true, force: true });
}

/**
 * Leaves of SQLite its binaries, of every platform. Without its sources, its install script would try to build it; it has nothing
 * to do where a binary is there, and goes with them.
 */
function withoutSources(dir) {
  for (const name of ['src', 'scripts', 'binding.gyp'])
    rmSync(path.join(dir, name), { recursive: true, force: true });
  const { scripts: _theirs, gypfile: _none, ...manifest } = readManifest(dir);
  const { 'node-addon-api': _headers, ...dependencies } = manifest.dependencies;
  writeManifest(dir, { ...manifest, dependencies });
  rmSync(path.join(dir, '..', '..', 'node-addon-api'), { recursive: true, force: true });
}

function shipped({ devDependencies: _unneeded, scripts: _ours, private: _private, ...manifest }) {
  const bundled = withVersions(manifest, manifest.version);
  return { ...bundled, bundleDependencies: Object.keys(bundled.dependencies) };
}

function withVersions({ devDependencies: _unneeded, ...manifest }, version) {
  const pairs = Object.entries(manifest.dependencies ?? {});
  return {
    ...manifest,
    dependencies: Object.fromEntries(
      pairs.map(([name, range]) => [name, range.startsWith('workspace:') ? version : range]),
    ),
  };
}

function readManifest(dir) {
  return JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8'));
}

function writeManifest(dir, manifest) {
  // pnpm links the files of workspace packages: the link goes, the package keeps its own.
  rmSync(path.join(dir, 'package.json'));
  writeFileSync(path.join(dir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await installAndBuild({ quiet: true });
  const tarball = await pack();
  console.log(`${path.relative(root, tarball)}\n  npm install -g ${path.relative(process.cwd(), tarball)}`);
}
