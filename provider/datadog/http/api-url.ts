import { isLoopback } from "../token/sites";

/** The API's base URL without a trailing slash, or a sentence that says what is wrong with it, fit to follow `<setting>: `. */
export type ParsedApiUrl = { url: string } | { problem: string };

/** The API's own paths at the end of a base URL, which users copy along: every endpoint brings them itself. */
const ownPath = /\/+api(?:\/+v2)?\/*$/;

/**
 * The base URL of an API that stands in for a site's own: a proxy, or the simulator.
 *
 * Accepts https, and http on loopback only: anywhere else it would carry the credentials in the clear. A path prefix is
 * fine, and a trailing slash, `/api` or `/api/v2` is dropped. The text is never echoed, since what is wrong with it may
 * be a credential inside it.
 */
export function parseApiUrl(text: string): ParsedApiUrl {
  const url = URL.parse(text.trim());
  if (url === null) {
    return { problem: "not an absolute URL; expected https://<host>, with a path prefix if need be." };
  }
  if (url.username !== "" || url.password !== "") {
    return { problem: "it holds a user name or password, which a URL is no place for; set it without them." };
  }
  if (text.includes("?") || text.includes("#")) {
    return { problem: "it holds a query or a fragment; set it without them." };
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url))) {
    return {
      problem:
        "only https is accepted (http on loopback alone), since the credentials travel with each request.",
    };
  }
  return { url: url.origin + url.pathname.replace(ownPath, "").replace(/\/+$/, "") };
}
