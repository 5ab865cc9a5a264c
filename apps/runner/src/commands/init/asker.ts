import { InterruptedError } from '@solarproof-import/importer';
import type { Surroundings } from '../../surroundings.js';
import { askChoice, askSecret, askText, type Answer, type TextQuestion } from '../../terminal/ask.js';

/** One of several answers. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

/** Asks one thing after another. Each throws InterruptedError after Ctrl-C. */
export interface Asker {
  text(message: string, question: TextQuestion): Promise<string>;
  choice<Value extends string>(message: string, choices: readonly Choice<Value>[]): Promise<Value>;
  secret(message: string): Promise<string>;
}

/** Asks at the terminal. */
export function terminalAsker(surroundings: Surroundings): Asker {
  return {
    text: async (message, question) => answered(await askText(message, question, surroundings)),
    choice: async (message, choices) => answered(await askChoice(message, choices, surroundings)),
    secret: async (message) => answered(await askSecret(message, surroundings)),
  };
}

function answered<T>(answer: Answer<T>): T {
  if (answer.kind === 'cancelled') throw new InterruptedError('SIGINT');
  return answer.value;
}
