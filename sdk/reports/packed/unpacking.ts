/** Loads what unpacks, which takes several milliseconds: most reports are not packed. */
export function unpacking(): typeof import("./gunzip") & typeof import("./zip-entries") {
  return {
    ...(require("./gunzip") as typeof import("./gunzip")),
    ...(require("./zip-entries") as typeof import("./zip-entries")),
  };
}
