import { z } from "zod";
import { sites } from "../../provider/datadog/token/sites";
import { onNotFoundValues, revokeOnValues } from "../../provider/schema/options";
import type { TokenKind } from "../../provider/datadog/token/token-text";
import { tokenIdFromAlias } from "../../provider/datadog/token/token-id";

const uuid = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
const alias = "[0-9A-Za-z]{22}";

/** The ways in which an entry may name a token; JSON Schema has the pattern, the loader also refuses an alias of 2^128 or more. */
const names = {
  tokenId: {
    pattern: new RegExp(`^${uuid}$`),
    expected: "expected the token's id, a UUID such as 35ef7728-4761-41dd-8a7b-f1112a26f840",
  },
  token: {
    pattern: new RegExp(`^dd[ps]at_${alias}$`),
    expected:
      "expected the token's public portion: ddpat_ (or ddsat_, of a service account) and 22 letters and digits",
  },
  anyToken: {
    pattern: new RegExp(`^(?:dd[ps]at_${alias}|${uuid})$`),
    expected:
      "expected a token's public portion (ddpat_ or ddsat_ and 22 letters and digits) or its id (a UUID)",
  },
  serviceAccountId: {
    pattern: new RegExp(`^${uuid}$`),
    expected: "expected the service account's id, a UUID",
  },
};

function tokenName(kind: keyof typeof names) {
  const { pattern, expected } = names[kind];
  return z
    .string(expected)
    .regex(pattern, expected)
    .refine((text) => !text.includes("_") || tokenIdFromAlias(text.slice("ddpat_".length)) !== undefined, {
      error: "no token has this public portion: its 22 digits stand for a number of more than 128 bits",
    });
}

const text = z
  .string({
    error: ({ input }) =>
      isScalar(input) ? `expected text: write "${String(input)}", in quotes` : "expected text",
  })
  .min(1, "expected text, and this is empty");

function isScalar(value: unknown): value is number | boolean {
  return typeof value === "number" || typeof value === "boolean";
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, {
    error: `expected ${values.slice(0, -1).join(", ")} or ${values.at(-1) ?? ""}`,
  });
}

const tokenKinds = ["personal", "service"] as const satisfies readonly TokenKind[];

/** The keys that name an entry's tokens: one of these, and only one. */
export const sources = ["token", "tokenId", "tokens", "reports"] as const;

const entrySchema = z
  .strictObject(
    {
      token: tokenName("token")
        .optional()
        .describe("The leaked token's public portion, ddpat_<ALIAS> or ddsat_<ALIAS>: never its whole text."),
      tokenId: tokenName("tokenId").optional().describe("The leaked token's id, a UUID in any letter case."),
      tokens: z
        .array(tokenName("anyToken"), "expected a list of tokens")
        .min(1, "expected at least one token")
        .optional()
        .describe("Several tokens, each by its public portion or its id."),
      reports: z
        .union([text, z.array(text).min(1)], "expected a file or a glob, or a list of some")
        .optional()
        .describe("Scanner reports, by files or globs beside this list: every token in them is revoked."),
      except: z
        .array(tokenName("anyToken"), "expected a list of tokens")
        .optional()
        .describe("Tokens in the reports that are knowingly left out, each by its public portion or its id."),
      kind: oneOf(tokenKinds)
        .optional()
        .describe("Of a token that is named by its id: whose it is. Default: personal."),
      serviceAccountId: tokenName("serviceAccountId")
        .optional()
        .describe("The service account that owns the token. Default: found on Datadog's list."),
      reason: text.optional().describe("Why, for the record."),
      ticket: text.optional().describe("The ticket or incident, for the record."),
      site: oneOf(sites)
        .optional()
        .describe("The Datadog site of the token's organisation. Default: the stack's."),
      account: text
        .regex(
          /^[a-z][a-z0-9-]*$/,
          "expected an account's name, as datadog:accounts or DD_ACCOUNTS declares it, or any",
        )
        .optional()
        .describe("The account whose organisation has the token, or any. Default: the list's."),
      revokeOn: oneOf(revokeOnValues)
        .optional()
        .describe("At which end of the entry's life the DELETE is called. Default: both."),
      onNotFound: oneOf(onNotFoundValues)
        .optional()
        .describe("Whether a 404 means already revoked, or is an error. Default: accept."),
    },
    "expected an entry such as `token: ddpat_…`",
  )
  // For editors; the loader says the same in words.
  .meta({ oneOf: sources.map((source) => ({ required: [source] })) });

/** The keys of an entry, in the order of the documentation. */
export const entryKeys = Object.keys(entrySchema.shape);

/** The list: what `revocations.yaml` holds. */
export const listSchema = z
  .strictObject(
    {
      revocations: z
        .array(entrySchema, "expected a list of entries, each beginning with `- `")
        .nullable()
        .describe("The revocations, in any order: a token is one revocation, however often it is named."),
    },
    "expected `revocations:` and a list of entries",
  )
  .meta({
    title: "Revocations of Datadog access tokens",
    description: "Read by RevocationList of pulumi-datadog-token-revocation.",
  });

/** One entry of the list, as it is written. */
export type ListEntry = z.infer<typeof entrySchema>;

/** The JSON Schema of the list, for editors: made from what the loader checks with. */
export function listJsonSchema(): object {
  return z.toJSONSchema(listSchema, { target: "draft-7" });
}
