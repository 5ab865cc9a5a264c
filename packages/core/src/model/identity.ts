import { certainOnly } from '../fields/customer-field.js';
import { normalisePhone } from '../fields/phone/normalise-phone.js';
import { oneLine } from '../fields/normalise-text.js';

/** What tells a customer of ours from another with the same e-mail: both names and the first phone, as one text. */
export type Identity = string & { readonly __brand: 'Identity' };

/**
 * Makes the identity of a customer: of one that is sent and of one that a look-up found they are equal where it is the same.
 * Case, blanks and the way in which a phone is written do not count, nor that PHP may have escaped a name for HTML.
 */
export function identityOf({
  firstname,
  surname,
  phone1,
}: {
  readonly firstname: string;
  readonly surname: string;
  readonly phone1: string;
}): Identity {
  return [nameKey(firstname), nameKey(surname), phoneKey(phone1)].join('\u0000') as Identity;
}

function nameKey(name: string): string {
  return oneLine(withoutEntities(name)).normalize('NFC').toLowerCase();
}

function phoneKey(phone: string): string {
  return String(normalisePhone(phone, certainOnly).value).replace(/\D/g, '');
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** `O&#039;Brien` → `O'Brien`, as PHP's htmlspecialchars writes it. */
function withoutEntities(text: string): string {
  return text.replace(/&(?:#0*39|#x27|amp|lt|gt|quot|apos);/gi, (entity) => {
    const name = entity.slice(1, -1).toLowerCase();
    return name.startsWith('#') ? "'" : (entities[name] ?? entity);
  });
}
