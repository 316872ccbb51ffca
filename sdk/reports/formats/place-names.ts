import type { LeakPlace } from "../findings/leak-place";

/*
 * What reports call the parts of a place. A name is compared without its letter case and without what is no letter, so
 * that `StartLine`, `start_line` and a column `Start line` are one. Of several in an object the first in this list counts.
 */
const names: Record<keyof LeakPlace, readonly string[]> = {
  file: [
    ...["file", "path", "filepath", "filename", "blobpath", "sourcefile", "targetfile", "target", "uri"],
    ...["repofilepath", "filelocation", "location", "component"],
  ],
  line: [
    ...["startline", "linestart", "line", "linenumber", "lineno", "beginline"],
    ...["filelinerange", "linerange", "prelinestart"],
  ],
  commit: [...["commit", "commitsha", "commitid", "commithash", "gitsha", "sha", "revisionid", "commits"]],
  link: [
    ...["link", "htmlurl", "hostedvieweruri", "incidenturl", "fileurl", "permalink", "bloburl"],
    "gitguardianurl",
  ],
  rule: [
    ...["ruleid", "rule", "checkid", "secrettype", "rulename", "detectorname", "detector", "detectorid"],
    ...["type", "checkname", "patternname", "tokentype"],
  ],
};

/** The part of a place that a field of this name holds, and its rank among several. */
export const placeNames = new Map(
  (Object.entries(names) as [keyof LeakPlace, readonly string[]][]).flatMap(([field, known]) =>
    known.map((name, rank) => [name, { field, rank }] as const),
  ),
);

/** Objects beside a token that hold a part of its place, and what their fields are called where that is special. */
export const carriers = new Map<string, Partial<Record<string, keyof LeakPlace>> | undefined>([
  ...[
    ...["location", "locations", "physicalLocation", "artifactLocation", "region", "finding", "git_metadata"],
    ...["attributes", "first_location_detected", "SourceMetadata", "Data", "loc", "occurrences", "extra"],
    ...["provenance", "source_span", "first_commit", "commit_metadata", "partialFingerprints", "ExtraData"],
    ...["details", "git", "source", "matches", "properties"],
    // GitHub's and Azure DevOps' alerts, CodeGuru Security, and SARIF 2.0 and 1.0.
    ...[
      "most_recent_instance",
      "physicalLocations",
      "vulnerability",
      "filePath",
      "fileLocation",
      "resultFile",
    ],
    // SonarQube, and Amazon Macie.
    ...["textRange", "primaryLocation", "resourcesAffected", "s3Object", "positions", "range"],
  ].map((name) => [name, undefined] as const),
  ["commit", { sha: "commit", id: "commit" }],
  ["file", { path: "file", url: "link" }],
  // ripgrep's JSON.
  ["path", { text: "file" }],
  ["rule", { id: "rule", name: "rule" }],
  ["start", { line: "line" }],
  ["lineRanges", { start: "line" }],
  // Code Climate, and reviewdog's rdjson.
  ["lines", { begin: "line" }],
  ["begin", { line: "line" }],
  // SARIF's of a scan of a site.
  ["webRequest", { target: "link" }],
  ["identifiers", { value: "rule" }],
  ["revision", { id: "commit" }],
]);
