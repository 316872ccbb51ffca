import { resourceTypes } from "../../provider/schema/resource-types";
import { resourceArguments } from "./arguments";
import { batchOutputs, serviceOutputs, singleOutputs } from "./outputs";
import type { Property } from "./property";

type Kind = keyof typeof resourceTypes;

interface ResourceSchema {
  description: string;
  inputs: Readonly<Record<string, Property>>;
  outputs: Readonly<Record<string, Property>>;
  /** The outputs that there always are. */
  required: readonly string[];
}

const singleRequired = ["tokenId", "site", "revokeOn", "onNotFound", "verify", "status"];
const batchRequired = [
  "site",
  "revokeOn",
  "onNotFound",
  "verify",
  "evidence",
  "record",
  "revokedCount",
  "alreadyRevokedCount",
];

/** The resources, as programs in every language see them. */
export const resourceSchemas: Readonly<Record<Kind, ResourceSchema>> = {
  single: {
    description:
      "The revocation of a Datadog personal access token: it exists while its token does not. Creating it calls `DELETE /api/v2/personal_access_tokens/{token_id}` and waits until Datadog says that the token is gone; a refresh that finds the token alive makes the next `pulumi up` revoke it again.",
    inputs: resourceArguments.single,
    outputs: singleOutputs,
    required: singleRequired,
  },
  service: {
    description:
      "The revocation of a Datadog service account's access token: it exists while its token does not. Creating it calls `DELETE /api/v2/service_accounts/{service_account_id}/access_tokens/{token_id}` and waits until Datadog says that the token is gone. Everything else is as with `PersonalAccessTokenRevocation`.",
    inputs: resourceArguments.service,
    outputs: serviceOutputs,
    required: [...singleRequired, "kind"],
  },
  batch: {
    description:
      "The revocation of any number of Datadog personal access tokens as one resource: after an incident with thousands of them it is many times faster than a resource for each, since Pulumi writes the whole state after every resource. Each argument means what it means for `PersonalAccessTokenRevocation`.",
    inputs: resourceArguments.batch,
    outputs: batchOutputs,
    required: batchRequired,
  },
  list: {
    description:
      "A list of leaked tokens in a file that is reviewed like code, as one resource: a map from each token's id to what its entries say, whose change a preview shows entry by entry. Order, count and neighbours make no difference. A token that is named twice, also as id and as public portion, or in a report, is one revocation with both reasons.",
    inputs: resourceArguments.list,
    outputs: batchOutputs,
    required: batchRequired,
  },
};

/** The type of the dynamic provider's resource that is the same: a state of it is taken over as it is. */
export function aliasOf(kind: Kind): string {
  return resourceTypes[kind];
}

/** The outputs that no argument has: in a preview of something new they are not known. */
export function computedOutputs(kind: Kind): string[] {
  const { inputs, outputs } = resourceSchemas[kind];
  return Object.keys(outputs).filter((name) => !Object.hasOwn(inputs, name));
}
