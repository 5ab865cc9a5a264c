import type { ValueRule } from './rule.js';

/** What one rule made of a value. */
export interface Step {
  /** The rule's name. */
  readonly rule: string;
  readonly after: string;
}

/** A text on its way through rules: what it is now, and the rules that changed it, in order. */
export class Mending {
  readonly steps: Step[] = [];
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** Applies a rule. @returns this */
  by(rule: ValueRule, given?: string): this {
    return this.to(rule.name, rule.mend(this.#text, given));
  }

  /** Notes what a rule of another shape made of it. @returns this */
  to(rule: string, after: string): this {
    if (after !== this.#text) {
      this.steps.push({ rule, after });
      this.#text = after;
    }
    return this;
  }
}
