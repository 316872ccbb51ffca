/** A text without the user and the password in an address, as in that of a database that keeps the state. */
export function withoutAddressCredentials(text: string): string {
  return text.replaceAll(/\/\/[^/\s"']*@/g, "//…@").replaceAll(/([?&](?:ssl)?password=)[^&\s"']+/g, "$1…");
}

/** The password in an address, as it is written there; none if it has none. */
export function passwordsIn(address: string): string[] {
  const [, , beforeHost = ""] = /^[\w+.-]+:\/\/([^:\s]*:(\S*)@)?/.exec(address) ?? [];
  const [, asOption = ""] = /[?&]password=([^&\s]+)/.exec(address) ?? [];
  return [beforeHost, asOption].filter((password) => password !== "");
}
