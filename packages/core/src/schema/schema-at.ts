/** What a JSON Schema says of a place. */
export interface SchemaPlace {
  /** The keys that may stand there; none where it says nothing of keys. */
  readonly keys: readonly string[];
  readonly description?: string;
}

/** Looks a place up in a JSON Schema as zod makes it. @param path keys, and numbers in lists */
export function schemaAt(schema: object, path: readonly PropertyKey[]): SchemaPlace {
  const places = path.reduce<readonly unknown[]>(
    (found, step) => found.flatMap((place) => below(place, step)),
    [schema],
  );
  const description = places
    .map((place) => at(place, 'description'))
    .find((text) => typeof text === 'string');
  const keys = places.flatMap(alternatives).flatMap(keysOf);
  return { keys: [...new Set(keys)], ...(description === undefined ? {} : { description }) };
}

function below(place: unknown, step: PropertyKey): readonly unknown[] {
  return alternatives(place).flatMap((one) => {
    const next =
      typeof step === 'number'
        ? at(one, 'items')
        : (at(at(one, 'properties'), String(step)) ?? at(one, 'additionalProperties'));
    return next === undefined ? [] : [next];
  });
}

function alternatives(place: unknown): readonly unknown[] {
  const several: unknown = at(place, 'anyOf') ?? at(place, 'oneOf');
  return Array.isArray(several) ? several.flatMap(alternatives) : [place];
}

function keysOf(place: unknown): readonly string[] {
  const names: unknown = at(at(place, 'propertyNames'), 'enum');
  if (Array.isArray(names)) return names.map(String);
  return Object.keys(at(place, 'properties') ?? {});
}

function at(place: unknown, key: string): unknown {
  if (typeof place !== 'object' || place === null || !Object.hasOwn(place, key)) return undefined;
  return (place as Readonly<Record<string, unknown>>)[key];
}
