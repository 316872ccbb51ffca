import type { LeakPlace } from "../findings/leak-place";
import { isJsonObject, type JsonObject } from "./place-fields";

/** The values around a place, the outermost first. */
type Levels = readonly { value: unknown }[];

/**
 * Completes a place by what SARIF says by index and once for a run: rules and files by their number, a repository's
 * revision, and the folders that files are relative to (sections 3.4.5, 3.27.6, 3.14.14 and 3.14.15).
 */
export function sarifPlaces(place: LeakPlace, levels: Levels): LeakPlace {
  const objects = levels.map(({ value }) => value).filter(isJsonObject);
  const run =
    objects.find((value) => isJsonObject(value["tool"]) && "results" in value) ??
    objects.find((value) => "artifacts" in value && "results" in value);
  const result = objects.find(
    (value) =>
      "message" in value &&
      ("ruleId" in value || "ruleIndex" in value || "locations" in value || "rule" in value),
  );
  if (result === undefined && run === undefined) {
    return place;
  }
  const completed: LeakPlace = { ...place };
  const rule = ruleOf(result, run);
  if (completed.rule === undefined && rule !== undefined) {
    completed.rule = rule;
  }
  const artifact = [...objects]
    .reverse()
    .map(artifactLocationOf)
    .find((each) => each !== undefined);
  const file = completed.file ?? fileOf(artifact, run);
  if (file !== undefined) {
    completed.file = relativeTo(file, artifact, run);
  }
  const revision = revisionOf(run);
  if (completed.commit === undefined && revision !== undefined) {
    completed.commit = revision;
  }
  return completed;
}

function member(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (each, key) =>
      typeof key === "number"
        ? Array.isArray(each)
          ? each[key]
          : undefined
        : isJsonObject(each)
          ? each[key]
          : undefined,
    value,
  );
}

/** Folders in folders. */
const mostBases = 10;
const isAbsolute = (uri: string) => /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(uri);
const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const indexOf = (value: unknown) => (typeof value === "number" && value >= 0 ? value : undefined);

function ruleOf(result: JsonObject | undefined, run: JsonObject | undefined): string | undefined {
  const reference = member(result, "rule");
  const named = textOf(member(result, "ruleId")) ?? textOf(member(reference, "id"));
  const index = indexOf(member(result, "ruleIndex")) ?? indexOf(member(reference, "index"));
  return named ?? (index === undefined ? undefined : textOf(member(ruleAt(index, reference, run), "id")));
}

/** A rule by its number, of the tool itself or of one of its extensions (3.52.6 and 3.54.3). */
function ruleAt(index: number, reference: unknown, run: JsonObject | undefined): unknown {
  const extension = indexOf(member(reference, "toolComponent", "index"));
  return extension === undefined
    ? member(run, "tool", "driver", "rules", index)
    : member(run, "tool", "extensions", extension, "rules", index);
}

/** Texts in which the rule that a result names by its number tells of itself. */
export function indexedRuleTexts(result: JsonObject, around: readonly unknown[]): string[] {
  const reference = member(result, "rule");
  const index = indexOf(member(result, "ruleIndex")) ?? indexOf(member(reference, "index"));
  const run = around.find((value) => isJsonObject(value) && isJsonObject(value["tool"]));
  if (index === undefined || !isJsonObject(run)) {
    return [];
  }
  return ruleTexts(ruleAt(index, reference, run));
}

/** Texts in which a rule tells of itself. */
export function ruleTexts(rule: unknown): string[] {
  return [["id"], ["name"], ["shortDescription", "text"], ["fullDescription", "text"]].flatMap(
    (path) => textOf(member(rule, ...path)) ?? [],
  );
}

/** Recognises the description of a rule (3.49). */
export function isRule(object: JsonObject): boolean {
  return "id" in object && ("fullDescription" in object || "shortDescription" in object);
}

/** The number of a rule among those of the tool itself, or of one of its extensions, with that one's number before it. */
export function ruleNumber(index: number, extension: number | undefined): string {
  return extension === undefined ? String(index) : `${extension}/${index}`;
}

/** The same of a result's rule. */
export function ruleNumberOf({ ruleIndex, rule }: JsonObject): string | undefined {
  const index = indexOf(ruleIndex) ?? indexOf(member(rule, "index"));
  return index === undefined ? undefined : ruleNumber(index, indexOf(member(rule, "toolComponent", "index")));
}

function artifactLocationOf(object: JsonObject): JsonObject | undefined {
  const found =
    member(object, "artifactLocation") ??
    member(object, "physicalLocation", "artifactLocation") ??
    member(object, "locations", 0, "physicalLocation", "artifactLocation");
  return isJsonObject(found) ? found : undefined;
}

function fileOf(artifact: JsonObject | undefined, run: JsonObject | undefined): string | undefined {
  const index = indexOf(member(artifact, "index"));
  return index === undefined ? undefined : textOf(member(run, "artifacts", index, "location", "uri"));
}

/** A folder of one's own machine says nothing to others, and is left out. */
function relativeTo(file: string, artifact: JsonObject | undefined, run: JsonObject | undefined): string {
  if (artifact === undefined) {
    return file;
  }
  let path = file;
  let base = textOf(artifact["uriBaseId"]);
  for (let level = 0; level < mostBases && base !== undefined && !isAbsolute(path); level += 1) {
    const outer = member(run, "originalUriBaseIds", base);
    const folder = textOf(member(outer, "uri"));
    path = folder === undefined || isAbsolute(folder) ? path : `${folder.replace(/\/?$/, "/")}${path}`;
    base = textOf(member(outer, "uriBaseId"));
  }
  return decoded(path);
}

/** A URI's percent escapes stand for the characters of the file's name. */
function decoded(uri: string): string {
  try {
    return decodeURI(uri);
  } catch {
    // Not all that write SARIF escape.
    return uri;
  }
}

function revisionOf(run: JsonObject | undefined): string | undefined {
  return textOf(member(run, "versionControlProvenance", 0, "revisionId"));
}

/** The files that a run of SARIF names as parts of it (3.15.2). */
export function externalFilesOf({ externalPropertyFileReferences: references }: JsonObject): string[] {
  if (!isJsonObject(references)) {
    return [];
  }
  return Object.values(references)
    .flat()
    .flatMap((reference) => {
      const location = isJsonObject(reference) ? reference["location"] : undefined;
      const uri = isJsonObject(location) ? location["uri"] : undefined;
      return typeof uri === "string" ? [uri] : [];
    });
}
