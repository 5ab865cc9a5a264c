import { schemaAt, yamlText, type YamlPath } from '@solarproof-import/importer';
import { configJsonSchema, type Config } from './config-schema.js';

/** A config as the text of a file. What a key means stands above it where it is said first. */
export function configText(config: Config): string {
  const schema = configJsonSchema();
  const told = new Set<string>();
  return yamlText(config, {
    top: [
      'What solarproof-import watches, and how. Prove it with: solarproof-import doctor --config FILE',
      'All that may stand here: docs/config.schema.json. Keys and passwords lie in files of their own.',
    ].join('\n'),
    above: (path) => {
      const place = placeOf(path);
      if (told.has(place)) return undefined;
      told.add(place);
      return wrapped(schemaAt(schema, path).description ?? '');
    },
  });
}

/** The same for every folder. */
function placeOf(path: YamlPath): string {
  return path.filter((step) => typeof step !== 'number').join(' ');
}

const width = 92;

function wrapped(text: string): string | undefined {
  if (text === '') return undefined;
  return text
    .split(' ')
    .reduce<readonly string[]>((lines, word) => {
      const last = lines.at(-1);
      const isFull = last === undefined || last.length + 1 + word.length > width;
      return isFull ? [...lines, word] : [...lines.slice(0, -1), `${last} ${word}`];
    }, [])
    .join('\n');
}
