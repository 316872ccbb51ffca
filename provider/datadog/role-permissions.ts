import { objectIn, parseJson, textIn } from "./api/json-api";
import type { ApiCalls } from "./api-calls";
import type { CallOptions } from "./client-options";
import { responseIn } from "./retry/call-result";
import { sendWithRetry } from "./retry/send-with-retry";
import { normalizeTokenId } from "./token/token-id";

/** The longest that the question may take. */
const longestSeconds = 10;

/** Asks once what the roles of a user permit; see `DatadogClient.rolePermissions`. */
export async function rolePermissions(
  apiCall: ApiCalls,
  user: string,
  { deadlineSeconds = longestSeconds }: CallOptions = {},
): Promise<ReadonlySet<string> | undefined> {
  // Anything but a UUID could change the path of the request.
  const userId = normalizeTokenId(user);
  if (userId === undefined) {
    return undefined;
  }
  const call = apiCall("rolePermissions", { userId }, { deadlineSeconds, retry: false });
  const response = responseIn(await sendWithRetry(call));
  return response?.status === 200 ? permissionsIn(response.body) : undefined;
}

/** The names of the permissions in a body: `data[].attributes.name`. */
function permissionsIn(body: string): ReadonlySet<string> | undefined {
  const { data } = objectIn(parseJson(body));
  if (!Array.isArray(data)) {
    return undefined;
  }
  const names = data.map((each) => textIn(objectIn(objectIn(each)["attributes"])["name"]));
  return names.includes(undefined) ? undefined : new Set(names.filter((name) => name !== undefined));
}
