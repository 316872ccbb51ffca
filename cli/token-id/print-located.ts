import { describeLocation, type TokenLocation } from "../../provider/datadog/locate/token-location";
import type { LocationOf } from "../../sdk/locate/locate-tokens";
import type { PlacedToken } from "../../sdk/reports/group-by-token";

/** Prints where each token is at home. @returns true if all of them could be told, and there was one. */
export function printLocated(
  tokens: readonly PlacedToken[],
  locationOf: LocationOf,
  { isJson, print }: { isJson: boolean; print: (text: string) => void },
): boolean {
  const located = tokens
    .map((token) => ({ ...token, location: locationOf(token) }))
    .sort((one, other) => rank(one.location) - rank(other.location));
  print(
    isJson
      ? `${JSON.stringify(located, null, 2)}\n`
      : located.map((token) => `${token.tokenId} ${describeLocation(token.location)}\n`).join(""),
  );
  return located.length > 0 && located.every(({ location }) => isTold(location));
}

/** Live ones first. */
function rank({ status }: TokenLocation): number {
  return status === "live" ? 0 : 1;
}

function isTold({ status }: TokenLocation): boolean {
  return status === "live" || status === "notAccepted";
}
