/** Settings that were given: those that are `undefined` are left out. */
export type Given<Settings> = { readonly [Name in keyof Settings]?: Exclude<Settings[Name], undefined> };

/** Leaves out what is `undefined`. */
export function given<Settings extends object>(settings: Settings): Given<Settings> {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as Given<Settings>;
}
