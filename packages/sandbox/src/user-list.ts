import { sameEmailKey } from './sandbox-customer.js';

/** The account's users: who may own a customer. The first is the owner of the key. */
export class UserList {
  readonly #emails: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(emails: readonly string[]) {
    this.#emails = emails;
    this.#numbers = new Map(emails.map((email, index) => [sameEmailKey(email), index + 1]));
  }

  /** Says whether a customer may be given to this user; `''` is the owner of the key. */
  knows(useremail: string): boolean {
    return useremail === '' || this.#numbers.has(sameEmailKey(useremail));
  }

  /** The `owner_user_info` of a look-up, with the documented keys. Beside the e-mail it is invented. */
  ownerInfo(useremail: string): Readonly<Record<string, string>> {
    const number = this.#numbers.get(sameEmailKey(useremail)) ?? 1;
    const email = this.#emails[number - 1] ?? '';
    return {
      user_id: String(number),
      first_name: 'Sandbox',
      last_name: `User ${number}`,
      phone_number: '0491570006',
      email,
      work_title: '',
      username: email,
    };
  }
}
