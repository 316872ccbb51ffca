import { declare, portionOf, textOf } from "../../../../support/pipelines/declare-run";

const organization = "8dee7c38-00cb-11ea-a77b-8b5a08d3b091";
const other = "7d5f2c10-00cb-11ea-a77b-8b5a08d3b091";
const [leaked, own, foreign] = [textOf(1), textOf(2), textOf(3)];

/** Two organisations on one site, and an account of each. */
const sites = {
  "datadoghq.eu": { live: [leaked, own, foreign], organization, organizations: { [foreign]: other } },
};
const environment = {
  DD_ACCOUNTS: "elsewhere,theirs,ours",
  DD_ELSEWHERE_SITE: "us5.datadoghq.com",
  DD_ELSEWHERE_BEARER_TOKEN: own,
  DD_THEIRS_SITE: "datadoghq.eu",
  DD_THEIRS_BEARER_TOKEN: foreign,
  DD_OURS_SITE: "datadoghq.eu",
  DD_OURS_BEARER_TOKEN: own,
};

test("--locate writes the account of the token's organisation beside its site, and asks each account that may be it once", async () => {
  const { status, written, warned, asked } = await declare(leaked, ["--locate", "--site", "datadoghq.eu"], {
    sites,
    environment,
  });
  expect(status).toBe(0);
  expect(warned).toBe("");
  expect(written).toContain(`token: ${portionOf(1)}\n    site: datadoghq.eu\n    account: ours\n`);
  expect(asked).toEqual([
    "api.datadoghq.eu /api/v2/validate_keys",
    ...Array.from({ length: 3 }, () => "api.datadoghq.eu /api/v2/current_user"),
  ]);
});

test.each(["datadog", "datadog-token-revocation"])(
  "an account that the stack names (%s:accounts) and whose credentials the environment has is written, too",
  async (namespace) => {
    const accounts = { ours: { site: "datadoghq.eu" }, other: { site: "ddog-gov.com" } };
    const { status, written, warned } = await declare(leaked, ["--live-only"], {
      sites,
      environment: { DD_OURS_BEARER_TOKEN: own },
      configuration: { [`${namespace}:accounts`]: { value: JSON.stringify(accounts) } },
    });
    expect({ status, warned }).toEqual({ status: 0, warned: "" });
    expect(written).toContain(`token: ${portionOf(1)}\n    site: datadoghq.eu\n    account: ours\n`);
  },
);

test("of accounts that are secret in the stack nothing is known, and a warning says so", async () => {
  const { written, warned } = await declare(leaked, ["--locate"], {
    sites,
    configuration: { "datadog:accounts": { secret: true } },
  });
  expect(written).not.toContain("account:");
  expect(warned).toMatch(
    /^datadog:accounts is secret in the stack's configuration, so no entry names an account/,
  );
});

test.each([
  ["is of no account", { ...environment, DD_ACCOUNTS: "theirs" }, /^$/],
  [
    "may be of an account whose credentials Datadog refuses",
    { ...environment, DD_ACCOUNTS: "ours", DD_OURS_BEARER_TOKEN: textOf(4) },
    /^The organisation of the account ours can't be told, so no entry names it: .*401/,
  ],
  [
    "may be of an account without credentials",
    { DD_ACCOUNTS: "ours", DD_OURS_SITE: "datadoghq.eu" },
    /^The organisation of the account ours can't be told, so no entry names it: No credentials are set/,
  ],
])("a token that %s is written with its site alone", async (_, accounts, warning) => {
  const { status, written, warned } = await declare(leaked, ["--locate"], { sites, environment: accounts });
  expect(status).toBe(0);
  expect(written).toMatch(new RegExp(`token: ${portionOf(1)}\\n {4}site: datadoghq.eu\\n {4}reason`));
  expect(warned).toMatch(warning);
});

test("where no token says of which organisation it is, no account is asked", async () => {
  const { written, asked } = await declare(leaked, ["--locate", "--site", "datadoghq.eu"], {
    sites: { "datadoghq.eu": { live: [leaked, own], isUserHidden: true } },
    environment,
  });
  expect(written).not.toContain("account:");
  expect(asked).toHaveLength(2);
});

test.each([
  ["an account", { ...environment, DD_ACCOUNTS: "ours" }],
  ["the settings without a name", { DD_SITE: "datadoghq.eu", DD_BEARER_TOKEN: own }],
])(
  "a crowd that lives in somebody else's organisation does not shield a leak in that of %s",
  async (_, accounts) => {
    const crowd = [5, 6, 7].map(textOf);
    const organizations = Object.fromEntries(crowd.map((text) => [text, other]));
    const { declared, status } = await declare(
      [...crowd, leaked].join("\n"),
      ["--live-only", "--max", "1", "--site", "datadoghq.eu"],
      {
        sites: { "datadoghq.eu": { live: [...crowd, leaked, own], organization, organizations } },
        environment: accounts,
      },
    );
    expect({ declared, status }).toEqual({ declared: [portionOf(1)], status: 1 });
  },
);
