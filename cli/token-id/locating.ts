/** Loads what asks Datadog's sites: whoever only wants the ids does not wait for it. */
export function locating(): typeof import("../../sdk/locate/locate-tokens") &
  typeof import("../../sdk/locate/whole-texts") &
  typeof import("./print-located") {
  return {
    ...(require("../../sdk/locate/locate-tokens") as typeof import("../../sdk/locate/locate-tokens")),
    ...(require("../../sdk/locate/whole-texts") as typeof import("../../sdk/locate/whole-texts")),
    ...(require("./print-located") as typeof import("./print-located")),
  };
}
