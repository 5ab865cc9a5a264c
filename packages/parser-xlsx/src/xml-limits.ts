import { limits } from './limits.js';
import { overLimit } from './source-errors.js';

const margin = 65_536;

/** Watches how deep and how large the pieces of an XML part get; every method throws a SourceError beyond `limits`. */
export class XmlLimits {
  #depth = 0;
  #attributes = 0;
  #sinceEvent = 0;

  /**
   * So many characters were taken in. The parser holds what it cannot tell of yet: a text, a name, a comment. Characters that
   * came with one that was told are counted too, hence the margin.
   */
  tookIn(characters: number): void {
    if (this.#sinceEvent > limits.xmlTextCharacters + margin) throw overLimit('a text is longer than 1 MB');
    this.#sinceEvent += characters;
  }

  attribute(value: string): void {
    this.event();
    this.#attributes += 1;
    if (value.length > limits.attributeCharacters || this.#attributes > limits.attributes) {
      throw overLimit('an element has too much in its attributes');
    }
  }

  opened(): void {
    this.event();
    this.#attributes = 0;
    this.#depth += 1;
    if (this.#depth > limits.xmlDepth) throw overLimit(`elements stand ${this.#depth} deep in each other`);
  }

  closed(): void {
    this.event();
    this.#depth -= 1;
  }

  text(text: string): void {
    this.event();
    if (text.length > limits.xmlTextCharacters) throw overLimit('a text is longer than 1 MB');
  }

  /** The parser told of something, so it holds nothing from before. */
  event(): void {
    this.#sinceEvent = 0;
  }
}
