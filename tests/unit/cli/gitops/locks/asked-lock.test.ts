import type { CommandEnd } from "../../../../../cli/gitops/run-command";
import { actionsOf, livingProcess, runGitops as run } from "../../../../support/pipelines/gitops-run";
import { lockedBy } from "../../../../support/pipelines/locked-stack";

const dead = lockedBy({ host: "runner-1", processId: 77 });
const elsewhere = lockedBy({ host: "runner-2", processId: 77 });
/** The CLI's words (3.259.0) for locks that it can't take for one. */
const wrongType = {
  exitCode: 1,
  stderr: "error: json: cannot unmarshal string into Go struct field lockContent.pid of type int\n",
};
const untold = "Nothing locks the stack any more.\n";
const takenFrom = (host: string) =>
  `Taken away: the lock of a run of ci on ${host} (process 77) since 2026-11-28T08:35:05Z`;
const takesAll =
  "In this backend Pulumi's CLI takes away all locks of a stack at once: if another run has begun on it in this moment, wait for that one's end.";
const unreadable =
  "a run that can't be told (Pulumi's CLI can't read its lock: json: cannot unmarshal string into Go struct field lockContent.pid of type int)";

/** A stack in a bucket, and what the CLI says when it is asked for the lock. */
const inBucket = (asked: Partial<CommandEnd>) => ({
  "pulumi whoami": [{ stdout: JSON.stringify({ url: "s3://acme" }) }],
  "pulumi stack": [{ stdout: "organization/revocations/prod\n" }, asked],
});

test.each([
  ["can't tell who holds the stack", { exitCode: 1, stderr: "error: no route to the bucket\n" }, untold],
  ["names a run that is dead", dead, `${takenFrom("runner-1")}. ${takesAll}\n`],
  ["names a run of another machine", elsewhere, `${takenFrom("runner-2")}. ${takesAll}\n`],
  ["can't read the lock", wrongType, `Taken away: the lock of ${unreadable}. ${takesAll}\n`],
])(
  "recover takes a person's word in a bucket where the CLI %s, and tells what it took away",
  async (_, asked, words) => {
    const { status, commands, printed } = await run(["recover"], {
      ...inBucket(asked),
      "pulumi cancel": [{ stdout: "The currently running update for 'prod' has been canceled!\n" }],
    });
    expect(status).toBe(0);
    expect(actionsOf(commands)).toContain("pulumi cancel");
    expect(printed).toBe(words);
  },
);

test("recover takes nothing away in a bucket or a database where nobody holds the stack", async () => {
  const taken = { exitCode: 1, stderr: "error: a stack named prod already exists\n" };
  const { status, commands, printed } = await run(["recover"], inBucket(taken));
  expect(status).toBe(0);
  expect(actionsOf(commands)).not.toContain("pulumi cancel");
  expect(printed).toBe("No run holds the stack.\n");
});

test("recover is refused in a bucket or a database, too, while the run is at work on this machine", async () => {
  const { status, commands, warned } = await run(
    ["recover"],
    inBucket(lockedBy({ host: "runner-1", processId: livingProcess })),
  );
  expect(status).toBe(1);
  expect(actionsOf(commands)).not.toContain("pulumi cancel");
  expect(warned).toContain("(process 4242) since 2026-11-28T08:35:05Z is at work on it.");
});

test("recover asks for the lock by a name that the stack has already, which changes nothing", async () => {
  const { commands } = await run(["recover"], inBucket(dead));
  const [asked] = commands.filter((command) => command.startsWith("pulumi stack rename"));
  expect(asked).toContain(" --stack organization/revocations/prod organization/revocations/prod ");
});

test("an update takes no lock away that the CLI can't read, and says so", async () => {
  const { status, commands, warned } = await run(["up", "--recover", "--message", "m"], {
    "pulumi whoami": inBucket({})["pulumi whoami"],
    "pulumi stack": [{ stdout: "{}" }, { stdout: "organization/revocations/prod\n" }, wrongType],
    "pulumi up": [wrongType],
  });
  expect(status).toBe(1);
  expect(actionsOf(commands)).not.toContain("pulumi cancel");
  expect(warned).toContain(`The stack is locked: ${unreadable}, which may be running. Nothing was revoked.`);
});

test("an update does not take a file for a lock where the CLI gets the lock", async () => {
  const broken = { exitCode: 1, stderr: "error: unexpected end of JSON input\n" };
  const { status, warned } = await run(["up", "--message", "m"], {
    "pulumi whoami": inBucket({})["pulumi whoami"],
    "pulumi stack": [
      { stdout: "{}" },
      { stdout: "organization/revocations/prod\n" },
      { exitCode: 1, stderr: "error: a stack named prod already exists\n" },
    ],
    "pulumi up": [broken],
  });
  expect({ status, warned }).toEqual({ status: 1, warned: "" });
});
