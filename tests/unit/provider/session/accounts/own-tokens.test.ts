import { aliasFromTokenId } from "../../../../../provider/datadog/token/token-id";
import { ownTokensOf } from "../../../../../provider/session/accounts/own-tokens";
import { Settings } from "../../../../../provider/session/settings";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const alias = aliasFromTokenId(tokenId);
const text = `ddpat_${alias}_${"x".repeat(36)}`;
const serviceText = text.replace("ddpat", "ddsat");

const ownTokens = (environment: Record<string, string>, config: Record<string, string> = {}) => [
  ...ownTokensOf(new Settings({ get: (key) => config[key] }, environment).accounts).values(),
];

test.each([
  { where: "as a bearer", environment: { DD_BEARER_TOKEN: text }, setting: "DD_BEARER_TOKEN" },
  {
    where: "as a bearer of a service account",
    environment: { DATADOG_BEARER_TOKEN: serviceText },
    publicPortion: `ddsat_${alias}`,
    setting: "DATADOG_BEARER_TOKEN",
  },
  {
    where: "in place of an application key",
    environment: { DD_API_KEY: "key", DD_APP_KEY: text },
    setting: "DD_APP_KEY",
  },
  {
    where: "in place of an account's application key",
    environment: { DD_ACCOUNTS: "eu", DD_EU_API_KEY: "key", DD_EU_APP_KEY: serviceText },
    publicPortion: `ddsat_${alias}`,
    setting: "DD_EU_APP_KEY",
    account: "eu",
  },
])(
  "the token that a run works with is known $where",
  ({ environment, setting, account = "default", publicPortion = `ddpat_${alias}` }) => {
    expect(ownTokens(environment)).toEqual([{ tokenId, publicPortion, setting, account }]);
  },
);

test("of a pair of keys that is no token's, and of settings that another one replaces, no token is the run's", () => {
  expect(ownTokens({ DD_API_KEY: "key", DD_APP_KEY: "ddapp_key" })).toEqual([]);
  const keys = { "datadog:apiKey": "key", "datadog:appKey": "other" };
  expect(ownTokens({ DD_BEARER_TOKEN: text }, keys)).toEqual([]);
});
