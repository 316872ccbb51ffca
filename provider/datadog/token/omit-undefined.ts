type OptionalKey<T> = { [Key in keyof T]-?: undefined extends T[Key] ? Key : never }[keyof T];

/** An object type whose properties that may be undefined are optional instead, as `exactOptionalPropertyTypes` tells apart. */
export type WithoutUndefined<T> = {
  [Key in Exclude<keyof T, OptionalKey<T>>]: T[Key];
} & {
  [Key in OptionalKey<T>]?: Exclude<T[Key], undefined>;
};

/**
 * A copy of an object without the properties that are undefined.
 *
 * ```ts
 * omitUndefined({ tokenId, name: undefined }); // { tokenId }
 * ```
 */
export function omitUndefined<T extends object>(object: T): WithoutUndefined<T> {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  ) as WithoutUndefined<T>;
}
