import type { LeakPlace } from "../findings/leak-place";
import { carriers, placeNames } from "./place-names";

const mostLevels = 6;

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Recognises an object that is no list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const plainNames = new Map<string, string>();
const mostPlainNames = 5000;

/** A field's name as names are compared here. */
export function plainName(key: string): string {
  let name = plainNames.get(key);
  if (name === undefined) {
    // Of Trivy's lines; an alert's `number` is none.
    name = key === "Number" ? "lineno" : key.toLowerCase().replaceAll(/[^a-z]/g, "");
    if (plainNames.size < mostPlainNames) {
      plainNames.set(key, name);
    }
  }
  return name;
}

/** A part of a place, of whatever type it is written; undefined if it is none. */
function valueOf(field: keyof LeakPlace, given: unknown): string | number | undefined {
  const value: unknown = Array.isArray(given) && typeof given[0] !== "object" ? given[0] : given;
  if (field === "line") {
    // MongoDB's extended JSON has numbers in objects.
    if (isJsonObject(value)) {
      return valueOf(field, value["$numberInt"] ?? value["$numberLong"]);
    }
    const line = typeof value === "string" && /^\d+$/.test(value.trim()) ? Number(value) : value;
    return typeof line === "number" && Number.isSafeInteger(line) && line > 0 ? line : undefined;
  }
  if (typeof value !== "string" || value === "") {
    return undefined;
  }
  // Kingfisher makes a link of a folder: it leads nowhere. TruffleHog 2 has a commit's message where others have its hash.
  const isNone = (field === "link" && value.startsWith(".")) || (field === "commit" && /\s/.test(value));
  return isNone ? undefined : value;
}

/** The part of a place that a field of this name holds; undefined if it holds none. */
export function placeFieldOf(key: string): keyof LeakPlace | undefined {
  return placeNames.get(plainName(key))?.field;
}

/** A project's key and a file, as SonarQube has them. */
const component = /^\S[^\n]*:([^:\n]*[./][^:\n]*)$/;

/** The value of a field, or undefined if it is no part of a place, as the name alone does not say. */
function meantBy(key: string, value: unknown): unknown {
  const text = typeof value === "string" ? value : "";
  switch (key) {
    case "type":
      // Others are kinds of things rather than rules: `filecontent`, `apikey`.
      return /[A-Z ]/.test(text) ? value : undefined;
    case "component":
      return component.exec(text)?.[1];
    case "target":
      // Of a request it is a page.
      return /^https?:/.test(text) ? undefined : value;
    default:
      return value;
  }
}

/** The parts of a place that an object holds itself, or in an object of its own that is there for them. */
export function placeWithin(object: JsonObject, level = 0, isSource = false): LeakPlace {
  const place: Partial<Record<keyof LeakPlace, string | number>> = {};
  const ranks: Partial<Record<keyof LeakPlace, number>> = {};
  for (const key in object) {
    const known = placeNames.get(plainName(key));
    if (known === undefined || known.rank >= (ranks[known.field] ?? Infinity)) {
      continue;
    }
    const value = valueOf(known.field, meantBy(key, object[key]));
    if (value !== undefined) {
      place[known.field] = value;
      ranks[known.field] = known.rank;
    }
  }
  if (level < mostLevels) {
    for (const key in object) {
      if (isSource || carriers.has(key)) {
        fillFrom(place, object[key], key, level);
      }
    }
  }
  return withDetector(place as LeakPlace, object);
}

function fillFrom(
  place: Partial<Record<keyof LeakPlace, string | number>>,
  value: unknown,
  key: string,
  level: number,
): void {
  const carried: unknown = Array.isArray(value) ? value[0] : value;
  if (!isJsonObject(carried)) {
    return;
  }
  const special = carriers.get(key);
  if (special === undefined) {
    // Below TruffleHog's Data stands one object, named after its source.
    fill(place, placeWithin(carried, level + 1, key === "Data"));
    return;
  }
  for (const [name, field] of Object.entries(special)) {
    const given = field === undefined ? undefined : valueOf(field, carried[name]);
    if (field !== undefined && given !== undefined) {
      place[field] ??= given;
    }
  }
}

/** Completes a place by what an object further out says; a line belongs to the file that is named with it. */
export function fill(
  place: Partial<Record<keyof LeakPlace, string | number>>,
  outer: Partial<Record<keyof LeakPlace, string | number>>,
): void {
  const isOtherFile = place.file !== undefined && outer.file !== undefined && place.file !== outer.file;
  for (const field of ["file", "line", "commit", "link", "rule"] as const) {
    const value = outer[field];
    if (value !== undefined && !(field === "line" && isOtherFile)) {
      place[field] ??= value;
    }
  }
}

/** TruffleHog names a detector, and within it the custom one; its repository is a page where it has no better one. */
function withDetector(place: LeakPlace, object: JsonObject): LeakPlace {
  const { DetectorName: detector, ExtraData: extra, SourceMetadata: source } = object;
  if (typeof detector !== "string") {
    return place;
  }
  const name = isJsonObject(extra) && typeof extra["name"] === "string" ? extra["name"] : "";
  const rule = [detector, name].filter((each) => each !== "").join(": ");
  const data =
    isJsonObject(source) && isJsonObject(source["Data"]) ? Object.values(source["Data"])[0] : undefined;
  const repository = isJsonObject(data) ? data["repository"] : undefined;
  const page = typeof repository === "string" && /^https?:/.test(repository) ? repository : undefined;
  return {
    ...place,
    ...(rule !== "" && { rule }),
    ...(place.link === undefined && page !== undefined && { link: page }),
  };
}
