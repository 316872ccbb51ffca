import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { checkoutFolder } from "../../support/engine/example-copy";

const gitops = join(checkoutFolder, "examples/gitops");
const read = (file: string) => readFileSync(join(gitops, file), "utf8");
const project = parse(read("pulumi-deployments/Pulumi.yaml")) as {
  name: string;
  config: Record<string, { default?: string | boolean }>;
};
const readme = read("pulumi-deployments/README.md");

interface Inputs {
  project: string;
  vcs: { paths: string[] };
  [name: string]: unknown;
}

/** Runs the program with Pulumi's mocks in place of the engine and of the provider, whose plugin can't be had here. */
async function runProgram(config: Record<string, string>): Promise<Inputs[]> {
  jest.resetModules();
  const { runtime } = require("@pulumi/pulumi") as typeof pulumi;
  const registered: Inputs[] = [];
  await runtime.setMocks(
    {
      newResource: ({ inputs }) => {
        registered.push(inputs as Inputs);
        return { id: "an-id", state: inputs as object };
      },
      call: () => ({}),
    },
    project.name,
    "deployments",
  );
  // All of it: what an earlier run set would be there still.
  runtime.setAllConfig(
    Object.fromEntries(Object.entries(config).map(([key, value]) => [`${project.name}:${key}`, value])),
  );
  const { settings, drift } =
    require("../../../examples/gitops/pulumi-deployments") as typeof import("../../../examples/gitops/pulumi-deployments");
  await Promise.all([settings, drift].map(({ urn }) => new Promise((resolve) => urn.apply(resolve))));
  return registered;
}

/** The configuration that the README's commands set, but for the one that it shows as a choice. */
const readmeConfig = Object.fromEntries(
  [...readme.matchAll(/^ {7}pulumi config set (\S+) (\S+)$/gm)].map(([, key = "", value = ""]) => [
    key,
    value,
  ]),
);

test("the README's commands set what the program requires, and nothing else", async () => {
  const required = Object.entries(project.config).filter(([, { default: value }]) => value === undefined);
  expect(Object.keys(readmeConfig)).toEqual(required.map(([key]) => key));
  expect(await runProgram(readmeConfig)).toHaveLength(2);
});

test.each(["organization", "repository"])(
  "without %s the program says which setting is missing",
  async (key) => {
    const { [key]: _missing, ...rest } = readmeConfig;
    await expect(runProgram(rest)).rejects.toThrow(`'${project.name}:${key}'`);
  },
);

test("the defaults that Pulumi.yaml declares are the program's own", async () => {
  const defaults = Object.entries(project.config).flatMap(([key, { default: value }]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  expect(defaults).toHaveLength(3);
  const declared = await runProgram({
    ...readmeConfig,
    ...(Object.fromEntries(defaults) as Record<string, string>),
  });
  expect(await runProgram(readmeConfig)).toEqual(declared);
});

test("the project is the one of the team's repository, in which every path is there", async () => {
  const [settings] = await runProgram(readmeConfig);
  expect(settings?.project).toBe((parse(read("repository/Pulumi.yaml")) as { name: string }).name);
  const missing = settings?.vcs.paths.filter((path) => !existsSync(join(gitops, "repository", path)));
  // Made by `npm install`, which the repository's README has.
  expect(missing).toEqual(["package-lock.json"]);
});

test("packages are installed as locked, and no merge's run is left out for a later one's", async () => {
  expect((await runProgram(readmeConfig))[0]?.["operationContext"]).toEqual({
    preRunCommands: ["npm ci"],
    options: { skipInstallDependencies: true, skipIntermediateDeployments: false },
  });
});
