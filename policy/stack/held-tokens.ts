import { containsTokenText, redactTokenText } from "pulumi-datadog-token-revocation";
import { unknownValueIn } from "./unknown-value";

/**
 * The places in a resource's properties at which a token's text stands, secret part and all: `a.b[0]`, or
 * `a.b (its name)` for a property's own name. No part of a secret is in the result. What a preview does not know yet is
 * passed over, and everything beside it is searched.
 */
export async function heldTokens(props: Readonly<Record<string, unknown>>): Promise<string[]> {
  const places: string[] = [];
  await search(props, "", places);
  return places.map(redactTokenText);
}

async function search(value: unknown, path: string, places: string[]): Promise<void> {
  if (typeof value === "string") {
    if (containsTokenText(value)) {
      places.push(path);
    }
  } else if (value instanceof Promise) {
    // The text of an asset.
    await search(await unproxied(value), path, places);
  } else if (value instanceof Object && !(value instanceof Function)) {
    for (const key of Object.keys(value)) {
      const place = placeOf(key, path, Array.isArray(value));
      if (containsTokenText(key)) {
        places.push(`${place} (its name)`);
      }
      const member = knownMember(value, key);
      await search(member, place, places);
    }
  }
}

/** A property, or undefined if a preview does not know it yet. */
function knownMember(owner: object, key: string): unknown {
  let member: unknown;
  unknownValueIn(() => {
    member = (owner as Record<string, unknown>)[key];
  });
  return member;
}

/** The proxy by which `@pulumi/policy` finds unknown values makes a promise unusable; this is how it finds the promise itself. */
function unproxied(promise: Promise<unknown>): Promise<unknown> {
  const target = (promise as { __getSpecialProxyTarget?: Promise<unknown> }).__getSpecialProxyTarget;
  return target ?? promise;
}

function placeOf(key: string, path: string, isInList: boolean): string {
  if (isInList) {
    return `${path}[${key}]`;
  }
  if (!/^[\w$]+$/.test(key)) {
    return `${path}[${JSON.stringify(key)}]`;
  }
  return path === "" ? key : `${path}.${key}`;
}
