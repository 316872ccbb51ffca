import { documentAnswer, errorAnswer, forbidden, type Answer } from "./answer";
import type { Endpoint, EndpointRequest, Organisation } from "./endpoint";
import { namesOf } from "../requests/permissions";
import { currentUserPath, usersPath, validateKeysPath, validatePath } from "../requests/request-path";

/** The id of the one API key that there is for `validate`, whatever its text. */
const apiKeyId = "00000000-0000-4000-8000-0000000000c1";
/** The beginning of every user's account: no token is older. */
const accountCreatedAt = "2020-01-01T00:00:00.000Z";

/** Datadog's endpoints that tell who asks. */
export const identityEndpoints: readonly Endpoint[] = [
  { method: "GET", path: currentUserPath, answer: currentUser },
  { method: "GET", path: validatePath, needs: "apiKey", answer: validate },
  { method: "GET", path: validateKeysPath, answer: validateKeys },
  { method: "GET", path: `${usersPath}/:userId/permissions`, answer: userPermissions },
];

/** The user behind the credentials, of a service account's token the account; the attributes are those of the official client's `UserAttributes`. */
function currentUser({ id: organisationId }: Organisation, { caller }: EndpointRequest): Answer {
  if (!caller.permissions.currentUser) {
    return forbidden;
  }
  const email = `${caller.userId}@simulator.invalid`;
  const attributes = {
    created_at: accountCreatedAt,
    disabled: false,
    email,
    handle: email,
    icon: "",
    last_login_time: null,
    mfa_enabled: false,
    modified_at: accountCreatedAt,
    name: null,
    service_account: caller.serviceAccount,
    status: "Active",
    title: null,
    verified: true,
  };
  const org = { data: { id: organisationId, type: "orgs" } };
  return documentAnswer(200, {
    data: { id: caller.userId, type: "users", attributes, relationships: { org } },
  });
}

/** The organisation behind an API key. */
function validate({ id }: Organisation): Answer {
  const attributes = { api_key_id: apiKeyId, api_key_scopes: [], valid: true };
  return documentAnswer(200, { data: { id, type: "validate_v2", attributes } });
}

/** The permissions that the roles of whoever asks grant; of nobody else's roles is anything known here. */
function userPermissions(_organisation: Organisation, { caller, userId }: EndpointRequest): Answer {
  if (!caller.permissions.userAccess) {
    return forbidden;
  }
  if (userId.toLowerCase() !== caller.userId) {
    return errorAnswer(404, "User not found");
  }
  const data = namesOf(caller.permissions).map((name, index) => ({
    type: "permissions",
    id: `00000000-0000-4000-8000-0000000000d${index}`,
    attributes: { name, created: accountCreatedAt, restricted: false },
  }));
  return documentAnswer(200, { data });
}

/** No permission is asked for: whoever is let in is well. */
function validateKeys(): Answer {
  return documentAnswer(200, { status: "ok" });
}
