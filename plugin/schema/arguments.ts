import type { RevocationOptionArgs } from "../../sdk/resources/option-args";
import type { PersonalAccessTokenRevocationArgs } from "../../sdk/resources/personal-access-token-revocation";
import type { PersonalAccessTokenRevocationBatchArgs } from "../../sdk/resources/personal-access-token-revocation-batch";
import type { RevocationListArgs } from "../../sdk/resources/revocation-list";
import type { ServiceAccessTokenRevocationArgs } from "../../sdk/resources/service-access-token-revocation";
import { flag, listOf, text, type Property } from "./property";
import { refTo } from "./type-reference";

/** A property for each argument: one that is new in the classes is missing here, and does not compile. */
type PropertiesOf<Args> = Readonly<Record<keyof Args, Property>>;

const options: PropertiesOf<RevocationOptionArgs> = {
  site: {
    description:
      "The Datadog site of the token's organisation, e.g. `datadoghq.eu`. Default: the site recorded in the state, else configuration `datadog:site`, else `DD_SITE`, else `datadoghq.com`.",
    type: text,
  },
  account: {
    description:
      "The account whose credentials and site are used, as `datadog:accounts` or `DD_ACCOUNTS` declares it. `any`: all are asked, and the one that shows the token revokes it.",
    defaultsTo: '"default", that of the settings without a name',
    type: text,
  },
  revokeOn: {
    description: "At which end of the resource's life the DELETE is called.",
    defaultsTo: '"both"',
    type: refTo("RevokeOn"),
  },
  onNotFound: {
    description: "The meaning of a 404: already revoked (`accept`) or is an error (`fail`).",
    defaultsTo: '"accept"',
    type: refTo("OnNotFound"),
  },
  verify: {
    description: "After the DELETE, ask until Datadog says that the token is gone, for at most 30 seconds.",
    defaultsTo: "true",
    type: flag,
  },
  reason: { description: "The reason, for the record.", type: text },
  ticket: { description: "The ticket or incident, for the record.", type: text },
};

const tokenId: Property = { description: "The token's id, a UUID in any letter case.", type: text };

const single: PropertiesOf<PersonalAccessTokenRevocationArgs> = {
  tokenId,
  token: {
    description:
      "The leaked token's text `ddpat_<ALIAS>_…`, or its public portion `ddpat_<ALIAS>`. Its id is derived from the alias, and nothing else of the text is kept.",
    type: text,
    secret: true,
  },
  ...options,
};

const service: PropertiesOf<ServiceAccessTokenRevocationArgs> = {
  tokenId,
  token: {
    description:
      "The leaked token's text `ddsat_<ALIAS>_…`, or its public portion `ddsat_<ALIAS>`. Its id is derived from the alias, and nothing else of the text is kept.",
    type: text,
    secret: true,
  },
  serviceAccountId: {
    description:
      "The id of the service account that owns the token. Without it Datadog's list of access tokens is read to find it, which takes one of the permissions `user_app_keys` and `org_app_keys_read` beside `service_account_write`.",
    type: text,
  },
  ...options,
};

const batch: PropertiesOf<PersonalAccessTokenRevocationBatchArgs> = {
  tokenIds: {
    description:
      "The tokens' ids, UUIDs in any letter case and any order; repetitions collapse. An id alone is a personal token's; a service account's says so.",
    type: listOf({ oneOf: [text, refTo("BatchedTokenId")] }),
  },
  tokens: {
    description:
      "Leaked tokens' texts (`ddpat_…`, `ddsat_…`), or their public portions; nothing but their ids is kept.",
    type: listOf(text),
    secret: true,
  },
  evidence: {
    description:
      "Records what Datadog said of each token before its DELETE, about 300 bytes of state a token. Without it a token takes less than 100 bytes: for thousands of tokens, set it to false.",
    defaultsTo: "true",
    type: flag,
  },
  ...options,
};

const list: PropertiesOf<RevocationListArgs & { text?: string }> = {
  file: {
    description: "The list's file, e.g. `revocations.yaml`; a relative path starts at the program's folder.",
    type: text,
  },
  text: {
    description:
      "The list's text, in place of its file. Reports that it names are read where they lie: beside `file`, if that is given, too, else from the program's folder.",
    type: text,
  },
  site: options.site,
  account: options.account,
  verify: options.verify,
  evidence: {
    description:
      "Records what Datadog said of each token before its DELETE, about 300 bytes of state a token. Without it a token of which the list says nothing takes less than 100 bytes.",
    defaultsTo: "true",
    type: flag,
  },
};

/** The arguments of each resource. */
export const resourceArguments = { single, service, batch, list } as const;
