import { copyFile, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CliFolder } from './run-cli.js';

const root = new URL('../../../../', import.meta.url);
const readme = await readFile(new URL('README.md', root), 'utf8');

interface Example {
  readonly words: readonly string[];
  readonly output: string;
}

/** The commands of the README's console blocks, each with the output that is shown below it. */
function examples(): Example[] {
  const blocks = [...readme.matchAll(/```console\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .filter((part) => part.startsWith('solarproof-import '))
      .map((part) => {
        const [command = '', ...output] = part.split('\n');
        return { words: command.split(' ').slice(1), output: output.join('\n') };
      }),
  );
}

const timeless = (text: string): string => text.replace(/in \d+\.\d s$/m, 'in 0.1 s').trimEnd();

test('the README is short enough to be read', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(150);
});

test.each(examples().filter(({ output }) => output.trim() !== ''))(
  'the README shows what $words prints',
  async ({ words, output }) => {
    const folder = await CliFolder.make();
    await copyFile(
      fileURLToPath(new URL('fixtures/sheets/customers.xlsx', root)),
      folder.file('customers.xlsx'),
    );
    const { stdout } = await folder.run(words);
    expect(timeless(stdout)).toBe(timeless(output));
  },
);

test('every command and flag that the README names is there', async () => {
  const folder = await CliFolder.make();
  const helps = await Promise.all(
    [['--help'], ['check', '--help'], ['run', '--help'], ['sandbox', '--help'], ['doctor', '--help']].map(
      (words) => folder.run(words),
    ),
  );
  const help = helps.map(({ stdout }) => stdout).join('\n');
  const named = new Set([...readme.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([flag]) => flag));
  for (const flag of named) expect(help, flag).toContain(flag);
  for (const { words } of examples()) expect(help).toContain(words[0]);
});
