import { keys } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";
import { Marks } from "../../support/secrets/marks";

jest.setTimeout(180_000);

const tokenId = "00000000-0000-4000-8000-000000000000";
const secrets = {
  PULUMI_ACCESS_TOKEN: 'pul-marked "access+token"/7e1d',
  GITHUB_TOKEN: "ghs_markedTokenOfGit0123456789",
  DD_BEARER_TOKEN: `marked+bearer/${"x".repeat(60)}`,
};
/** With it the stack was made. */
const passphrase = { PULUMI_CONFIG_PASSPHRASE: "a passphrase for tests" };
const marks = new Marks({ ...keys, ...secrets, ...passphrase });

let incident: RecordIncident;
beforeEach(async () => (incident = await startRecordIncident({ tokens: [{ tokenId }] })));
afterEach(() => incident.end());

test("of a program that prints all its credentials in every form, the command passes none on, nor writes any into its comment", async () => {
  const { stack } = incident;
  const names = JSON.stringify(Object.keys({ ...keys, ...secrets, ...passphrase }));
  await stack.program(
    `for (const name of ${names}) {`,
    "  const value = process.env[name];",
    "  const forms = [value, JSON.stringify(value), encodeURIComponent(value)];",
    '  const wrapped = ["", ":", "u:"].map((before) => Buffer.from(`${before}${value}:`).toString("base64"));',
    "  for (const form of [...forms, ...wrapped]) {",
    "    console.log(`printed: ${form}`);",
    "    pulumi.log.warn(`warned: ${form}`);",
    "  }",
    "}",
  );
  const end = await stack.gitops(["preview", "--comment=comment.md"], { ...secrets, ...passphrase });
  expect(end.exitCode).toBe(0);
  expect(end.printed).toContain("printed: [REDACTED]");
  expect(end.printed).toContain("warned: [REDACTED]");
  expect(marks.foundIn(end.printed)).toEqual([]);
  const written = await stack.shell("cat comment.md comment.full.txt");
  expect(written.printed).toContain("printed: [REDACTED]");
  expect(marks.foundIn(written.printed)).toEqual([]);
});

test.each([
  ["before its host", (address: string) => `postgres://ci:marked%2Fstate@${address}/state`],
  ["as an option", (address: string) => `postgres://${address}/state?user=ci&password=marked%2Fstate`],
])("of a backend's address with a password %s, Pulumi's error is passed on without it", async (_, url) => {
  const { stack } = incident;
  await stack.program();
  // Nobody listens on port 1.
  const environment = { PULUMI_BACKEND_URL: url("127.0.0.1:1") };
  for (const action of ["preview", "up", "drift", "recover", "doctor"]) {
    const { exitCode, printed } = await stack.gitops([action], environment);
    expect(exitCode).toBe(1);
    expect(printed).toContain("unable to open state database");
    expect(printed).not.toMatch(/marked(%2F|\/)state/i);
  }
});
