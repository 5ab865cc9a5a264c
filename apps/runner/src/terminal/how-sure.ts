import type { InspectedColumn } from '@solarproof-import/importer';

/** Why a column feeds what it feeds, or what is likely, in few words. */
export function howSure({ matchedBy, suggestion, outdoneBy, target }: InspectedColumn): string {
  if (suggestion !== undefined) return `perhaps ${suggestion.target}, ${suggestion.why}`;
  if (outdoneBy !== undefined) return `"${outdoneBy}" feeds that already`;
  if (target === undefined)
    return matchedBy === 'profile' ? 'left out, as the mapping says' : 'no such field; kept in the result';
  switch (matchedBy) {
    case 'profile':
      return 'as the mapping says';
    case 'key':
    case 'label':
      return 'its own name';
    case 'other-label':
      return 'another name for it';
    case 'suggestion':
      return 'likely, and accepted';
    case undefined:
      return '';
  }
}
