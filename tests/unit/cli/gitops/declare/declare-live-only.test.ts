import { writeFile } from "node:fs/promises";
import { FakeSites, stillClock } from "../../../../support/locate/datadog-sites";
import { runGitops } from "../../../../support/pipelines/gitops-run";
import {
  besideList,
  declare,
  idOf,
  madeUp,
  portionOf,
  textOf,
  writeList,
} from "../../../../support/pipelines/declare-run";

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe("with --live-only", () => {
  const sites = { "datadoghq.com": { live: range(1, 40).map(textOf) } };

  test.each([
    ["a public portion", portionOf(1)],
    ["an invented secret", madeUp(1)],
    ["a mention in a text", `Look at ${portionOf(1)}_… in the dashboard`],
    [
      "another rule's match",
      JSON.stringify([
        {
          RuleID: "generic-api-key",
          Secret: `key-${portionOf(1)}`,
          Match: portionOf(1),
          File: "a",
          StartLine: 1,
        },
      ]),
    ],
    [
      "a line of SARIF's context",
      JSON.stringify({
        runs: [
          {
            results: [
              {
                ruleId: "other",
                message: { text: "found" },
                locations: [
                  { physicalLocation: { contextRegion: { startLine: 1, snippet: { text: madeUp(1) } } } },
                ],
              },
            ],
          },
        ],
      }),
    ],
    ["a redacted text", `${portionOf(1)}_a1B2****`],
  ])("%s is declared by nobody but a person", async (_, report) => {
    const { status, declared } = await declare(report, ["--live-only"], { sites });
    expect({ status, declared }).toEqual({ status: 0, declared: [] });
  });

  test("25 invented tokens beside a real leak don't shield it", async () => {
    const report = [...range(50, 75).map(madeUp), textOf(1)].join("\n");
    const { status, declared } = await declare(report, ["--live-only"], { sites });
    expect({ status, declared }).toEqual({ status: 0, declared: [portionOf(1)] });
  });

  test("above the limit of a run the first ones are declared, and the rest is named by a failure", async () => {
    const { status, declared, warned } = await declare(range(1, 28).map(textOf).join("\n"), ["--live-only"], {
      sites,
    });
    expect(declared).toEqual(range(1, 26).map(portionOf));
    expect(status).toBe(1);
    expect(warned).toBe(
      `${portionOf(26)} (${idOf(26)}), ${portionOf(27)} (${idOf(27)}): live, and above the limit of 25 a run (--max, by default). ` +
        "Revoke them by a pull request, or run again with a higher limit.\n",
    );
  });

  test.each([
    [{ "datadog:maxRevocations": { value: "2" } }, {}, [], "2 a run (datadog:maxRevocations)"],
    [{ "datadog-token-revocation:maxRevocations": { value: "2" } }, {}, ["--max", "9"], "2 a run"],
    [{ "datadog:maxRevocations": { value: "1" } }, { DD_MAX_REVOCATIONS: "2" }, [], "2 a run (DD_MAX_REV"],
  ])(
    "never more are declared than the cap at which the provider would stop them all: %j %j %j",
    async (configuration, environment, options, limit) => {
      const report = range(1, 6).map(textOf).join("\n");
      const given = { sites, configuration, environment };
      const { status, declared, warned } = await declare(report, ["--live-only", ...options], given);
      expect({ status, declared }).toEqual({ status: 1, declared: range(1, 3).map(portionOf) });
      expect(warned).toContain(`live, and above the limit of ${limit}`);
    },
  );

  test("the limit of a run is --max, or DD_MAX_REVOCATIONS, which the provider stops at", async () => {
    const report = range(1, 6).map(textOf).join("\n");
    const environment = { DD_MAX_REVOCATIONS: "3" };
    expect((await declare(report, ["--live-only"], { sites, environment })).declared).toHaveLength(3);
    await writeList("revocations: []\n");
    expect(
      (await declare(report, ["--live-only", "--max", "2"], { sites, environment })).declared,
    ).toHaveLength(2);
  });

  test("what is in the list already does not count for the limit", async () => {
    await writeList(`revocations:\n  - tokenId: ${idOf(1)}\n`);
    const { status, declared } = await declare(`${textOf(1)}\n${textOf(2)}`, ["--live-only", "--max", "1"], {
      sites,
    });
    expect({ status, declared }).toEqual({ status: 0, declared: [portionOf(2)] });
  });

  test("the limit of a day counts what the stack's record says was revoked within 24 hours", async () => {
    const resource = (tokenId: string, revokedAt: string) => ({
      type: "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocation",
      outputs: { tokenId, status: "revoked", site: "datadoghq.com", revokedAt },
    });
    // The clock of the test stands at 1970-01-01T00:00:00Z.
    const exported = {
      deployment: {
        resources: [
          resource(idOf(80), "1969-12-31T23:00:00.000Z"),
          resource(idOf(81), "1969-12-31T00:00:01.000Z"),
          resource(idOf(82), "1969-12-30T23:59:59.000Z"),
        ],
      },
    };
    const report = range(1, 4).map(textOf).join("\n");
    const { status, declared, warned } = await declare(report, ["--live-only", "--max-a-day", "4"], {
      sites,
      exported,
    });
    expect(declared).toEqual([portionOf(1), portionOf(2)]);
    expect(status).toBe(1);
    expect(warned).toContain(
      `${portionOf(3)} (${idOf(3)}): live, and above the limit of 4 in 24 hours (--max-a-day), of which the stack's record has 2 already.`,
    );
  });

  test("where the day's revocations can't be counted, nothing is asked or declared, and it fails", async () => {
    const file = besideList("report.log");
    await writeFile(file, textOf(1));
    const fake = new FakeSites(sites);
    const { status, warned } = await runGitops(
      ["declare", file, "--list", besideList("revocations.yaml"), "--live-only", "--max-a-day", "5"],
      { "pulumi stack": [{ exitCode: 1, output: "no stack named 'prod' found" }] },
      {},
      { send: fake.send, clock: stillClock() },
    );
    expect({ status, warned }).toEqual({ status: 1, warned: "no stack named 'prod' found\n" });
    expect(fake.requests).toEqual([]);
  });

  test("a token of which can't be told whether it is live is named by a failure, and the others are declared", async () => {
    const down = { kind: "timeout", timeoutMs: 4000 } as const;
    const { status, declared, warned } = await declare(`${textOf(1)}\n${madeUp(2)}`, ["--live-only"], {
      sites: { ...sites, "datadoghq.eu": { down } },
    });
    expect({ status, declared }).toEqual({ status: 1, declared: [portionOf(1)] });
    expect(warned).toContain(`${portionOf(2)} (${idOf(2)}): not told of for certain`);
  });

  test.each([
    [
      ["--max", "2"],
      "--max and --max-a-day limit what declare --live-only adds, and --max-a-day what up revokes.",
    ],
    [["--live-only", "--max", "two"], '--max takes a whole number, not "two".'],
    [
      ["--locate", "--site", "example.com"],
      '--site takes one of Datadog\'s sites, not "example.com": datadoghq.com',
    ],
  ])("%j is a wrong option", async (options, problem) => {
    const { status, warned } = await declare(textOf(1), options, { sites });
    expect(status).toBe(2);
    expect(warned).toContain(problem);
  });
});
