import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CliStack } from "../support/engine/cli-stack";
import { checkoutFolder } from "../support/engine/example-copy";
import { otherTokenId, startIncident, tokenId, type Incident } from "../support/engine/incident";

jest.setTimeout(120_000);

let incident: Incident;
let stack: CliStack;
beforeAll(async () => {
  incident = await startIncident({ credentials: { bearerToken: "a-bearer-token" } });
  const environment = { DD_API_URL: incident.datadog.url, DD_BEARER_TOKEN: "a-bearer-token" };
  stack = await CliStack.create(incident.pulumi, environment);
});
afterAll(() => incident.end());

/** Gives the project a strict `node_modules`: Pulumi's SDK, and the team's library, which alone has the package. */
async function hidePackageBehindLibrary(): Promise<string> {
  const modules = join(stack.folder, "node_modules");
  const library = join(modules, "@acme/security");
  const installed = join(checkoutFolder, "node_modules");
  await rm(modules, { recursive: true });
  await mkdir(join(library, "node_modules"), { recursive: true });
  await symlink(join(installed, "@pulumi"), join(modules, "@pulumi"));
  await symlink(checkoutFolder, join(library, "node_modules/pulumi-datadog-token-revocation"));
  await writeFile(
    join(library, "index.js"),
    'const { PersonalAccessTokenRevocation } = require("pulumi-datadog-token-revocation");\n' +
      "exports.revoke = (name, tokenId, opts) => new PersonalAccessTokenRevocation(name, { tokenId }, opts);\n",
  );
  await stack.write("index.js", `require("@acme/security").revoke("leak", "${tokenId}");\n`);
  return modules;
}

test("behind a team's library, in a strict node_modules, one line says to make it a direct dependency", async () => {
  const modules = await hidePackageBehindLibrary();
  const { exitCode, printed } = await stack.up();
  expect(exitCode).toBe(1);
  expect(printed).toContain(
    `error: Pulumi loads the provider of a revocation from the program's folder, ${stack.folder}, and pulumi-datadog-token-revocation is not found from there. ` +
      "Make it a direct dependency of that project",
  );
  expect(printed).not.toContain("    at ");

  await symlink(checkoutFolder, join(modules, "pulumi-datadog-token-revocation"));
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
});

test("the option import is refused in words, with what to do", async () => {
  await stack.write(
    "index.js",
    `require("@acme/security").revoke("imported", "${tokenId}", { import: "${tokenId}" });\n`,
  );
  const { exitCode, printed } = await stack.up();
  expect(exitCode).toBe(1);
  expect(printed).toContain(
    "imported: a revocation can't be imported, and needs not be. Take the option import out",
  );
  expect(printed).not.toContain("code must be a string");
});

test("the command import ends inside Pulumi, with the words that the README answers: up adopts what is dead already", async () => {
  const type = "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocation";
  incident.datadog.tokens.revoke(otherTokenId);
  const { exitCode, printed } = await stack.pulumi(["import", type, "adopted", otherTokenId, "--yes"]);
  expect(exitCode).toBe(1);
  const words = "code must be a string, not undefined";
  expect(printed).toContain(words);
  expect(await readFile(join(checkoutFolder, "README.md"), "utf8")).toContain(`\`${words}\``);

  await stack.write("index.js", `require("@acme/security").revoke("adopted", "${otherTokenId}");\n`);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(await stack.outputs("adopted")).toMatchObject({ status: "alreadyRevoked" });
});
