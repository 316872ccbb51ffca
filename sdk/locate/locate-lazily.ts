import type { LocateOptions } from "../../provider/datadog/locate/locate-texts";
import type { LocatedToken } from "./locate-tokens";

/**
 * Asks Datadog's sites whose the leaked tokens in a text are, each with its own text as bearer: where one is accepted, it is
 * live, and it says itself of which organisation and owner it is, as far as its scopes allow.
 *
 * ```ts
 * const [token] = await locate(leakedText); // { tokenId, kind, publicPortion, location: { status: "live", site: "datadoghq.eu", … } }
 * ```
 *
 * A leaked text is sent to Datadog's own hosts, `https://api.<site>`, and nowhere else, whatever the settings; the result
 * holds none of it. It never rejects for what a site answers: what can't be told is said in `location.problems`.
 */
export function locate(text: string, options: LocateOptions = {}): Promise<LocatedToken[]> {
  // The HTTP library takes a while to load: only programs that locate wait for it.
  const locating = require("./locate-tokens") as typeof import("./locate-tokens");
  return locating.locate(text, {
    ...(options.sites !== undefined && { sites: options.sites }),
    ...(options.deadlineSeconds !== undefined && { deadlineSeconds: options.deadlineSeconds }),
    ...(options.requestTimeoutSeconds !== undefined && {
      requestTimeoutSeconds: options.requestTimeoutSeconds,
    }),
  });
}
