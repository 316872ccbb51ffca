/** Ways in which a secret may have been written down, besides as it is. */
const wrappings: Readonly<Record<string, (secret: string) => string[]>> = {
  "as it is": (secret) => [secret],
  "in a URL": (secret) => [
    encodeURIComponent(secret),
    new URLSearchParams({ "": secret }).toString().slice(1),
  ],
  "in JSON": (secret) => [insideJson(secret), insideJson(insideJson(secret))],
  "in base64": (secret) => [0, 1, 2].map((before) => insideBase64(secret, before)),
  "in base64 for URLs": (secret) =>
    [0, 1, 2].map((before) => insideBase64(secret, before).replaceAll("+", "-").replaceAll("/", "_")),
};

/** Secrets that are looked for, each by its name. */
export class Marks {
  readonly #forms: { name: string; form: string }[];

  constructor(secrets: Readonly<Record<string, string>>) {
    this.#forms = Object.entries(secrets).flatMap(([name, secret]) =>
      Object.entries(wrappings).flatMap(([wrapping, wrap]) =>
        wrap(secret).map((form) => ({ name: `${name} ${wrapping}`, form })),
      ),
    );
  }

  /** The secrets in a text, and how they are written there; never the text. */
  foundIn(text: string): string[] {
    return [...new Set(this.#forms.filter(({ form }) => text.includes(form)).map(({ name }) => name))];
  }
}

function insideJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The part of a text's base64 that is the same whatever stands behind it, with so many bytes before it. */
function insideBase64(text: string, before: number): string {
  const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString("base64");
  const begin = Math.ceil((before * 8) / 6);
  const end = Math.floor(((before + Buffer.byteLength(text)) * 8) / 6);
  return encoded.slice(begin, end);
}
