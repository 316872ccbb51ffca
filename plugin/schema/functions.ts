import { flag, listOf, text, type Property } from "./property";
import { namedToken } from "./object-types";
import { refTo } from "./type-reference";

/** A function, as programs in every language see it. */
interface FunctionSchema {
  description: string;
  inputs: Readonly<Record<string, Property>>;
  requiredInputs: readonly string[];
  outputs: Readonly<Record<string, Property>>;
  required: readonly string[];
}

const givenText: Property = { description: "The text; nothing of it is kept.", type: text, secret: true };

export const functionSchemas = {
  tokenIdFrom: {
    description:
      "The id of the token whose text, or public portion, is given: a leaked token names its own id, so no request is needed.",
    inputs: { text: givenText },
    requiredInputs: ["text"],
    outputs: namedToken,
    required: Object.keys(namedToken),
  },
  findTokens: {
    description:
      "Every Datadog access token in a text, in its order and as often as it stands there: whole, as a public portion, redacted or cut off, also in base64, escaped or broken into lines. The result holds no secret part.",
    inputs: { text: givenText },
    requiredInputs: ["text"],
    outputs: { tokens: { description: "The tokens.", type: listOf(refTo("FoundToken")) } },
    required: ["tokens"],
  },
  getAccessTokens: {
    description:
      "The living access tokens of an organisation, of people and of service accounts, as far as the credentials may see them. Nothing is changed.",
    inputs: {
      account: { description: "The account whose tokens are listed.", defaultsTo: '"default"', type: text },
      kind: { description: "Only tokens of this kind.", type: refTo("TokenKind") },
      ownerId: { description: "Only tokens of this user or service account.", type: text },
      nameContains: { description: "Only tokens whose name has this in it, in any letter case.", type: text },
      leaked: {
        description:
          "`true`: only tokens that Datadog's own leak detection has found somewhere; `false`: only the others.",
        type: flag,
      },
      includeLeaks: {
        description:
          "`true`: of each token that Datadog has found leaked it is said when and where; so with `leaked`.",
        defaultsTo: "false",
        type: flag,
      },
    },
    requiredInputs: [],
    outputs: { tokens: { description: "The tokens, by id.", type: listOf(refTo("AccessToken")) } },
    required: ["tokens"],
  },
  readRecord: {
    description:
      "Reads the outputs of a batch or a list: what became of each token, sorted by account, site and id.",
    inputs: {
      record: { description: "The output `record`.", type: { type: "object", additionalProperties: text } },
      entries: {
        description: "The output `entries`.",
        type: { type: "object", additionalProperties: refTo("RevocationEntry") },
      },
      tokenEvidence: {
        description: "The output `tokenEvidence`.",
        type: { type: "object", additionalProperties: refTo("RevocationEvidence") },
      },
    },
    requiredInputs: ["record"],
    outputs: { revocations: { description: "The tokens.", type: listOf(refTo("RecordedRevocation")) } },
    required: ["revocations"],
  },
} as const satisfies Record<string, FunctionSchema>;

/** The name of a function. */
export type FunctionName = keyof typeof functionSchemas;
