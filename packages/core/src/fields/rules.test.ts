import { describe, expect, it } from 'vitest';
import type { Rule, SplitRule, ValueRule } from './rule.js';
import { acceptable, rules } from './rules.js';

const isValueRule = (rule: Rule): rule is ValueRule => 'mend' in rule;
const isSplitRule = (rule: Rule): rule is SplitRule => 'split' in rule;

describe('the rules', () => {
  it('have names of their own', () => {
    const names = rules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[A-Z]+(?:_[A-Z]+)+$/);
  });

  it('say what they do in words that stand behind a count, and why as a sentence', () => {
    for (const { told, why } of rules) {
      expect(told).toMatch(/^[a-z].*[^.]$/s);
      expect(why).toMatch(/^[A-Z].*\.$/s);
    }
  });

  it('can be accepted where they are likely, and only there', () => {
    for (const { name, sureness } of rules) expect(acceptable.includes(name)).toBe(sureness === 'likely');
  });

  it.each(rules.map((rule) => [rule.name, rule] as const))('%s does what its examples say', (_name, rule) => {
    expect(rule.examples.length).toBeGreaterThan(0);
    for (const { before, after, given } of rule.examples) {
      if (isValueRule(rule)) {
        expect(rule.mend(before, given)).toBe(after);
        expect(rule.mend(after, given)).toBe(after);
      }
      if (isSplitRule(rule)) expect(rule.split(before)?.join(' | ')).toBe(after);
    }
  });
});
