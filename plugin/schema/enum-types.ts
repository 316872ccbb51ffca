import type { TokenKind } from "../../provider/datadog/token/token-text";
import type { OnNotFound, RevokeOn } from "../../provider/schema/options";
import type { UnfinishedPart } from "../../provider/schema/revocation-record";
import type { RevocationStatus } from "../../provider/schema/revocation-status";

/** An enumeration, with the meaning of each value. */
interface EnumType {
  description: string;
  values: Readonly<Record<string, string>>;
}

type Meanings<Value extends string> = Record<Value, string>;

const revokeOn: Meanings<RevokeOn> = {
  create: "When the resource is created.",
  delete: "When the resource is deleted: until then the token lives.",
  both: "When it is created, and once more when it is deleted.",
};
const onNotFound: Meanings<OnNotFound> = {
  accept: "It is revoked already.",
  fail: "It is an error.",
};
const status: Meanings<RevocationStatus> = {
  revoked: "Revoked by us.",
  alreadyRevoked: "Found revoked.",
  armed: "To be revoked when the resource is deleted.",
};
const kind: Meanings<TokenKind> = {
  personal: "A person's token, ddpat_….",
  service: "A service account's token, ddsat_….",
};
const unfinished: Meanings<UnfinishedPart> = {
  verification: "The token's death was not told.",
  aliveAgain: "A refresh, or a later run, found the token alive.",
};

/** The enumerations, by name. */
export const enumTypes = {
  RevokeOn: {
    description: "At which end of the resource's life the DELETE is called.",
    values: revokeOn,
  },
  OnNotFound: { description: "The meaning of a 404.", values: onNotFound },
  RevocationStatus: { description: "The fate of a token.", values: status },
  TokenKind: { description: "The owner's kind.", values: kind },
  UnfinishedPart: { description: "The part that is left to the next run.", values: unfinished },
} as const satisfies Record<string, EnumType>;
