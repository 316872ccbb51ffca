import { flag, mapOf, text, wholeNumber, type Property } from "./property";

/** The inputs of a provider, and the stack's configuration of the one that Pulumi makes by itself. */
export const providerInputs: Readonly<Record<string, Property>> = {
  bearerToken: {
    description:
      "A personal or service access token, in place of the two keys. Environment: `DD_BEARER_TOKEN`.",
    type: text,
    secret: true,
  },
  apiKey: { description: "The API key. Environment: `DD_API_KEY`.", type: text, secret: true },
  appKey: { description: "The application key. Environment: `DD_APP_KEY`.", type: text, secret: true },
  site: {
    description: "The Datadog site, e.g. `datadoghq.eu`. Environment: `DD_SITE`.",
    defaultsTo: '"datadoghq.com"',
    type: text,
  },
  apiUrl: {
    description:
      "The API's base URL in place of the site's own: `api.<site>`, loopback, or a host of `DD_ALLOWED_API_HOSTS`. Environment: `DD_API_URL`.",
    type: text,
  },
  accounts: {
    description:
      "Further organisations by name, each with `site`, and `bearerToken` or `apiKey` and `appKey`, and `apiUrl`. Environment: `DD_ACCOUNTS`.",
    type: mapOf(mapOf(text)),
    secret: true,
  },
  protectedTokens: {
    description:
      "Tokens that nothing may revoke: ids, public portions, `name:<name>`, `owner:<user id>`. Environment: `DD_PROTECTED_TOKENS`.",
    type: { type: "array", items: text },
  },
  selfRevocation: {
    description:
      "The fate of the token that a run itself works with: `last` or `refuse`. Environment: `DD_SELF_REVOCATION`.",
    defaultsTo: '"last"',
    type: text,
  },
  maxRevocations: {
    description:
      "The most new revocations of one run by this provider. Environment: `DD_MAX_REVOCATIONS`, which wins.",
    type: wholeNumber,
  },
  describe: {
    description: "True if a preview looks up what Datadog says of the tokens. Environment: `DD_DESCRIBE`.",
    defaultsTo: "true",
    type: flag,
  },
  acceptBareNotFound: {
    description:
      "True if a 404 without a body is to be taken for Datadog's own. Environment: `DD_ACCEPT_BARE_NOT_FOUND`.",
    defaultsTo: "false",
    type: flag,
  },
  concurrency: {
    description: "The most requests that may be under way at once. Environment: `DD_CONCURRENCY`.",
    defaultsTo: "16",
    type: wholeNumber,
  },
  requestTimeoutSeconds: {
    description: "The longest that one attempt may take. Environment: `DD_REQUEST_TIMEOUT_SECONDS`.",
    defaultsTo: "10",
    type: { type: "number" },
  },
  retryDeadlineSeconds: {
    description:
      "The longest that all attempts and waits of one call may take together. Environment: `DD_RETRY_DEADLINE_SECONDS`.",
    defaultsTo: "300",
    type: { type: "number" },
  },
};
