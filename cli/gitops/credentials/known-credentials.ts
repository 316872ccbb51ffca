import { passwordsIn } from "./address-credentials";

/** The end of the name of a variable that holds a credential: DD_API_KEY, PULUMI_ACCESS_TOKEN, PGPASSWORD. */
const nameOfCredential = /(?:KEY|TOKEN|SECRET|PASSPHRASE|PASSWORD)$/i;
/** The least length: a shorter passphrase, such as `test`, is a common word, and would be taken out of everything. */
const shortest = 8;

/**
 * Finds the credentials that the environment holds: the values of variables that are named so, line by line, and the
 * passwords in addresses, such as that of the backend.
 *
 * @returns each in all forms in which it may be quoted, the longest ones first.
 */
export function knownCredentials(environment: Readonly<Record<string, string | undefined>>): string[] {
  const texts = Object.entries(environment).flatMap(([name, value = ""]) =>
    nameOfCredential.test(name) ? value.split(/[\r\n]+/) : passwordsIn(value.trim()).flatMap(asWritten),
  );
  const forms = texts
    .map((text) => text.trim())
    .filter((text) => text.length >= shortest)
    .flatMap(formsOf);
  return [...new Set(forms)].toSorted((one, other) => other.length - one.length);
}

function asWritten(password: string): string[] {
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

function formsOf(text: string): string[] {
  const inUrl = encodeURIComponent(text);
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    inUrl,
    inUrl.replaceAll("%20", "+"),
    inUrl.replaceAll(/%../g, (code) => code.toLowerCase()),
    ...(["base64", "base64url"] as const).flatMap((encoding) =>
      [0, 1, 2].map((before) => insideOf(text, before, encoding)),
    ),
  ];
}

/** The characters of a text in base64 that are the same whatever stands behind it, and behind so many bytes of something else. */
function insideOf(text: string, before: number, encoding: "base64" | "base64url"): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
  return bytes.toString(encoding).slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
}
