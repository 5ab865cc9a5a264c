import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { validate } from 'dockerfile-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema, configSchema } from '../packages/watch/src/config/config-schema.js';
import { parseNoticeBody } from '../packages/watch/src/notify/notice-body.js';
import { noticeKinds } from '../packages/watch/src/notify/notice.js';
import { signingKey, signWebhook } from '../packages/watch/src/notify/sign-webhook.js';

const systemdAnalyze = '/usr/bin/systemd-analyze';
const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const page = read('docs/scheduled-imports.md');
const keysOfConfig = propertiesIn(configJsonSchema());

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'solarproof-deploy-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the units of deploy/systemd', () => {
  const units = readdirSync(path.join(root, 'deploy/systemd'));
  const services = units.filter((name) => name.endsWith('.service'));

  it('hold the long-lived service, and the single pass with its timer', () => {
    expect(units.toSorted()).toEqual([
      'solarproof-import-once.service',
      'solarproof-import-once.timer',
      'solarproof-import.service',
    ]);
  });

  it.skipIf(systemdVersion() < 252).each(units)('%s says nothing that systemd does not know', (unit) => {
    // All together: the timer asks for its service.
    for (const name of units) writeFileSync(path.join(folder, name), withCommandOfThisMachine(name));
    const { status, stdout, stderr } = analyze('verify', '--man=no', path.join(folder, unit));
    // Units of the machine itself may have faults of their own.
    const ours = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('solarproof-import'));
    expect({ status, ours }).toEqual({ status: 0, ours: [] });
  });

  it.skipIf(systemdVersion() < 252).each(services)('%s is shut in as far as Node allows', (unit) => {
    const file = path.join(folder, unit);
    writeFileSync(file, withCommandOfThisMachine(unit));
    // In tenths: 1.6 of 10 where 10 is "unsafe".
    const { status, stdout } = analyze('security', '--offline=true', '--threshold=20', file);
    expect(status, stdout).toBe(0);
  });

  it('run as a user of their own, and let Node make code at run time', () => {
    for (const unit of services) {
      const text = settingsOf(unit);
      expect(text).not.toMatch(/^MemoryDenyWriteExecute=/m);
      expect(text).toMatch(/^User=solarproof-import$/m);
    }
  });

  it('shut both services in alike', () => {
    const [one, other] = services.map(
      (unit) => settingsOf(unit).split('\nTimeoutStopSec=')[1]?.split('\n[')[0],
    );
    expect(one?.trim()).toBe(other?.trim());
  });

  function settingsOf(unit: string): string {
    return read(`deploy/systemd/${unit}`).replace(/^#.*\n/gm, '');
  }

  function withCommandOfThisMachine(unit: string): string {
    return read(`deploy/systemd/${unit}`).replace('/usr/local/bin/solarproof-import', process.execPath);
  }
});

describe('deploy/windows', () => {
  const scripts = readdirSync(path.join(root, 'deploy/windows'));
  const install = read('deploy/windows/Install-SolarproofImport.ps1');

  it.each(scripts)(
    '%s is plain ASCII, which PowerShell 5.1 reads right without a byte order mark',
    (name) => {
      expect(read(`deploy/windows/${name}`)).toMatch(/^[\n\x20-\x7E]*$/);
    },
  );

  it.each(scripts)('%s closes every bracket that it opens', (name) => {
    const code = withoutTexts(read(`deploy/windows/${name}`));
    const open: string[] = [];
    for (const [bracket] of code.matchAll(/[(){}[\]]/g)) {
      if ('({['.includes(bracket)) open.push(bracket);
      else expect(`${open.pop()}${bracket}`).toMatch(/^(?:\(\)|\{\}|\[\])$/);
    }
    expect(open).toEqual([]);
  });

  it.each(scripts)(
    '%s names no variable right before a colon, which PowerShell takes for a scope',
    (name) => {
      expect(read(`deploy/windows/${name}`).match(/\$(?!env:)\w+:/g)).toBeNull();
    },
  );

  it.each([
    ['\\\\files\\customers', true],
    ['//files.contoso.com/customers/north', true],
    ['\\\\files', false],
    ['\\\\?\\C:\\customers', false],
    ['\\\\.\\pipe\\customers', false],
    ['S:\\customers', false],
    ['customers', false],
  ])('the pattern of a share says of %s: %s', (text, expected) => {
    const pattern = /\$Path -match '(\^\[\\\\\/\]\{2\}[^']+)'/.exec(install)?.[1] ?? 'missing';
    expect(new RegExp(pattern).test(text)).toBe(expected);
  });

  it('tells a mapped letter from a disk of the machine', () => {
    expect(install).toContain(String.raw`$Path -match '^([A-Za-z]):[\\/]'`);
    expect(install).toContain('[System.IO.DriveType]::Fixed');
  });

  it('looks for keys that a config file has', () => {
    const keys = [...install.matchAll(/-Key '(\w+)'|'(\w+File)'/g)].map(
      ([, one, other]) => one ?? other ?? '',
    );
    expect(keys).toEqual(['folder', 'stateDir', 'apiKeyFile', 'secretFile', 'passwordFile']);
    expect(keys.filter((key) => !keysOfConfig.has(key))).toEqual([]);
    const secrets = [...keysOfConfig].filter((key) => key.endsWith('File'));
    expect(secrets.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('starts one pass at a time, for as long as it takes, after a missed start too', () => {
    for (const rule of [
      'watch --once --config',
      "MultipleInstances          = 'IgnoreNew'",
      'ExecutionTimeLimit         = [TimeSpan]::Zero',
      'StartWhenAvailable         = $true',
      '-AtStartup',
    ])
      expect(install).toContain(rule);
  });
});

describe('deploy/docker', () => {
  const dockerfile = read('deploy/docker/Dockerfile');
  const compose = parse(read('deploy/docker/compose.yaml')) as {
    readonly services: Readonly<Record<string, Service>>;
    readonly volumes: Readonly<Record<string, unknown>>;
  };
  const service = compose.services['solarproof-import'];

  interface Service {
    readonly build: { readonly context: string; readonly dockerfile: string };
    readonly volumes: readonly (string | { readonly target: string })[];
  }

  it('has a Dockerfile that the linter finds nothing in', () => {
    expect(validate(dockerfile)).toEqual([]);
  });

  it('runs as nobody in particular, tells how it does, and is stopped gently', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(
      /^HEALTHCHECK .*\["solarproof-import", "status", "--health", "--config", "\/\S+\.yaml"\]$/m,
    );
    expect(last).toMatch(/^STOPSIGNAL SIGTERM$/m);
  });

  it('keeps the state in the volume that compose.yaml names, and reads the config file that it binds', () => {
    const home = /^ENV SOLARPROOF_IMPORT_HOME=(.+)$/m.exec(dockerfile)?.[1] ?? '';
    expect(dockerfile).toContain(`VOLUME ["${home}"]`);
    expect(service?.volumes).toContain(`state:${home}`);
    expect(compose.volumes).toHaveProperty('state');
    const config = /^CMD \["watch", "--config", "(.+)"\]$/m.exec(dockerfile)?.[1];
    const targets = service?.volumes.map((volume) => (typeof volume === 'string' ? volume : volume.target));
    expect(targets).toContain(config);
  });

  it('is built from the root of the checkout, which has what it copies', () => {
    const { context = '', dockerfile: file = '' } = service?.build ?? {};
    expect(path.join('deploy/docker', context)).toBe('.');
    expect(read(file)).toBe(dockerfile);
    const ignored = read('deploy/docker/Dockerfile.dockerignore').split('\n');
    for (const needed of ['packages', 'apps', 'scripts', 'benchmarks', 'README.md', 'LICENSE'])
      expect(ignored).not.toContain(needed);
  });
});

describe('the config files that people begin with', () => {
  const example = read('deploy/solarproof-import.example.yaml');
  const examples = [example, ...fencesOf('yaml')];

  it.each(examples.map((text, index) => [index, text] as const))('are valid: number %i', (_index, text) => {
    expect(configSchema.safeParse(parse(text)).error?.issues).toBeUndefined();
  });

  it('are valid with what is commented out, too', () => {
    const whole = example.replace(/^( *)# ( *(?:- )?\w+:.*)$/gm, '$1$2');
    const config = configSchema.parse(parse(whole));
    expect(config.folders).toHaveLength(2);
    expect(config.notify?.webhook).toBeDefined();
  });
});

describe('docs/scheduled-imports.md', () => {
  it('tells of every key of a config file', () => {
    expect(keysOfConfig.size).toBeGreaterThan(40);
    expect([...keysOfConfig].filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
  });

  it('tells of every notice, and which are errors', () => {
    const rows = page.split('\n').filter((line) => /^\| `[a-z-]+`.* (?:yes|no) \|$/.test(line));
    const told = rows.flatMap((line) => {
      const [, kinds = '', , errors = ''] = line.split('|');
      const names = [...kinds.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name ?? '');
      const flags = errors.split('·').map((word) => word.trim() === 'yes');
      return names.map((name, index) => [name, flags[index] ?? flags[0]] as const);
    });
    expect(Object.fromEntries(told)).toEqual({ ...noticeKinds });
  });

  it('shows a notice as a webhook gets it', () => {
    const [body = ''] = fencesOf('json');
    expect(parseNoticeBody(body)?.kind).toBe('run-needs-attention');
    expect(parseNoticeBody(body)?.counts).toEqual({ created: 57, invalid: 5 });
  });

  it('shows how to verify the signature, by code that does', async () => {
    const [code = ''] = fencesOf('js');
    const file = path.join(folder, 'verify.mjs');
    writeFileSync(file, code);
    const { isGenuine } = (await import(pathToFileURL(file).href)) as { isGenuine: Verifies };
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const at = new Date('2026-03-02T09:00:00Z');
    const headers = signWebhook(signingKey(secret), { id: 'msg_1', at, body: '{"é":1}' });
    const request = { headers, body: '{"é":1}' };
    expect(isGenuine(request, secret, at.getTime())).toBe(true);
    expect(isGenuine({ headers, body: '{"é":2}' }, secret, at.getTime())).toBe(false);
    expect(isGenuine({ headers: {}, body: '{"é":1}' }, secret, at.getTime())).toBe(false);
    expect(isGenuine(request, 'whsec_b3RoZXI=', at.getTime())).toBe(false);
    expect(isGenuine(request, secret, at.getTime() + 301_000)).toBe(false);
  });

  it('names files of deploy/ that are there', () => {
    const named = [...page.matchAll(/\bdeploy[/\\][\w./\\-]*\w/g)].map(([file]) =>
      file.replaceAll('\\', '/'),
    );
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});

type Verifies = (request: { headers: object; body: string }, secret: string, now: number) => boolean;

/** 0 where there is none. */
function systemdVersion(): number {
  const { stdout } = analyze('--version');
  return Number(/^systemd (\d+)/.exec(stdout)?.[1] ?? 0);
}

function analyze(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(systemdAnalyze, words, { encoding: 'utf8' });
  return { status, stdout: stdout ?? '', stderr: stderr ?? '' };
}

/** PowerShell without its comments and what stands in quotes. */
function withoutTexts(code: string): string {
  return code.replace(/<#[\s\S]*?#>|#[^\n]*|'(?:[^']|'')*'|"(?:[^"`]|`.)*"/g, '');
}

function fencesOf(language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, inside]) => inside ?? '',
  );
}

/** The names of all properties in a JSON Schema, those of customer fields left out. */
function propertiesIn(schema: unknown): Set<string> {
  if (typeof schema !== 'object' || schema === null) return new Set();
  const parts = Object.entries(schema);
  const own = parts.flatMap(([key, value]) => (key === 'properties' ? Object.keys(value as object) : []));
  return new Set([...own, ...parts.flatMap(([, value]) => [...propertiesIn(value)])]);
}
