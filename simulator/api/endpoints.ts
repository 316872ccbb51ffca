import type { Endpoint } from "./endpoint";
import { delegationEndpoints } from "./delegation-endpoints";
import { identityEndpoints } from "./identity-endpoints";
import { serviceTokenEndpoints } from "./service-token-endpoints";
import { tokenEndpoints } from "./token-endpoints";

/** All endpoints that are simulated. */
export const endpoints: readonly Endpoint[] = [
  ...tokenEndpoints,
  ...serviceTokenEndpoints,
  ...identityEndpoints,
  ...delegationEndpoints,
];
