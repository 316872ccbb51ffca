/** Loads what unpacks, which takes several milliseconds: most reports are not packed. */
export function unpacking() {
  const gunzip = require("./gunzip") as typeof import("./gunzip");
  const zip = require("./zip-entries") as typeof import("./zip-entries");
  const { mostUnpackedBytes, unzipped, unzippedBase64 } = gunzip;
  return { mostUnpackedBytes, unzipped, unzippedBase64, isZip64: zip.isZip64, zipEntries: zip.zipEntries };
}
