import { client, logger, v2 } from "@datadog/datadog-api-client";

type AuthMethods = NonNullable<NonNullable<Parameters<typeof client.createConfiguration>[0]>["authMethods"]>;

/** Credentials that a simulator without credentials of its own accepts. */
const anyKeys: AuthMethods = { apiKeyAuth: "K", appKeyAuth: "A" };

/** Datadog's own TypeScript client, pointed at a simulator and otherwise as it comes. */
export function officialClient(url: string, authMethods: AuthMethods = anyKeys): v2.KeyManagementApi {
  return new v2.KeyManagementApi(client.createConfiguration({ baseServer: serverAt(url), authMethods }));
}

/** The official client's calls about service accounts, their access tokens among them. */
export function officialServiceAccountsClient(
  url: string,
  authMethods: AuthMethods = anyKeys,
): v2.ServiceAccountsApi {
  return new v2.ServiceAccountsApi(client.createConfiguration({ baseServer: serverAt(url), authMethods }));
}

/** The official client's calls that tell who asks, one of which has to be switched on. */
export function officialIdentityClient(
  url: string,
  authMethods: AuthMethods = anyKeys,
): { readonly users: v2.UsersApi; readonly keys: v2.KeyManagementApi } {
  const configuration = client.createConfiguration({ baseServer: serverAt(url), authMethods });
  // In preview at Datadog, of which the client warns.
  (logger as { setLevel(level: string): void }).setLevel("error");
  configuration.unstableOperations["v2.validate"] = true;
  return { users: new v2.UsersApi(configuration), keys: new v2.KeyManagementApi(configuration) };
}

/** The official client with its retry switched on, and its waiting in other hands. */
export function retryingClient(
  url: string,
  sleep: (durationMs: number) => Promise<void>,
): v2.KeyManagementApi {
  const configuration = client.createConfiguration({
    baseServer: serverAt(url),
    authMethods: anyKeys,
    enableRetry: true,
  });
  Reflect.set(configuration.httpApi, "sleep", sleep);
  return new v2.KeyManagementApi(configuration);
}

function serverAt(url: string): client.BaseServerConfiguration {
  return new client.BaseServerConfiguration(url, {});
}

/** The client's view of an answer that is an error: its status and the body as it understood it. */
export async function refusal(call: Promise<unknown>): Promise<{ code: number; body: unknown }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof client.ApiException) {
      return { code: error.code, body: error.body };
    }
    throw error;
  }
  throw new Error("The call succeeded.");
}

/** Parts of an answer that the client could not make sense of, as paths; `[]` for an answer as its model wants it. */
export function unparsedParts(value: unknown, path = "answer"): string[] {
  if (typeof value !== "object" || value === null || value instanceof Date) {
    return [];
  }
  const own = "_unparsed" in value && value._unparsed === true ? [path] : [];
  const undeclared =
    "additionalProperties" in value && value.additionalProperties !== undefined
      ? [`${path} (undeclared)`]
      : [];
  return [
    ...own,
    ...undeclared,
    ...Object.entries(value).flatMap(([key, part]) => unparsedParts(part, `${path}.${key}`)),
  ];
}
