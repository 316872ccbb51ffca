import type { Session } from "../../../provider/session/session";
import { cloudWordOn, describeOperation } from "../locks/cloud-operation";
import { lockFilesOf, type LockFile } from "../locks/lock-files";
import { folderStackOf, isCloud, urlIn, type FolderStack } from "../state/folder-stack";
import { cutOffStateOf } from "../state/state-files";
import { describeCutOff } from "../state/unreadable-state-error";
import { describeOwner, lifeOf, type Machine } from "../locks/lock-owner";
import { stackArguments } from "../pulumi-arguments";
import { withoutAddressCredentials } from "../credentials/address-credentials";
import type { CommandEnd, RunCommand } from "../run-command";
import { good, untold, wrong, type Finding } from "./finding";

/** The sight of Pulumi's CLI, its backend and the stack, and the stack's configuration, secrets in clear, if it could be read. */
export interface StackFindings {
  findings: Finding[];
  config: Parameters<Session["configure"]>[0] | undefined;
}

/** The means of the checks that run Pulumi's CLI. */
interface StackChecks {
  stack: string | undefined;
  run: RunCommand;
  machine: Machine;
}

/** The oldest CLI that the package is for: that of `@pulumi/pulumi` in its peer dependencies. */
const oldestPulumi = [3, 251] as const;

/** Looks at Pulumi's CLI, the backend, the stack, its lock and its configuration; each needs what stands before it. */
export async function stackFindings({ stack, run, machine }: StackChecks): Promise<StackFindings> {
  const quietly = (...args: string[]) => run("pulumi", args, { isShown: false });
  const version = await quietly("version").catch(() => undefined);
  const pulumi = pulumiFinding(version);
  if (version?.exitCode !== 0) {
    return { findings: [pulumi], config: undefined };
  }
  const whoami = await quietly("whoami", "--json", "--non-interactive");
  const backend = backendFinding(whoami);
  if (backend.state === "wrong") {
    return { findings: [pulumi, backend], config: undefined };
  }
  const onStack = stackArguments({ stack });
  const url = urlIn(whoami);
  const folderStack = await folderStackOf({ stack }, url, run);
  const state = await stateFindings(folderStack);
  const named = await quietly("stack", "--show-name", ...onStack, "--non-interactive");
  if (named.exitCode !== 0) {
    const advice = "Select it (pulumi stack select), or name it in PULUMI_STACK or with --stack.";
    const found = state.length > 0 ? state : [wrong("stack", `${wordsOf(named)}\n${advice}`)];
    return { findings: [pulumi, backend, ...found], config: undefined };
  }
  const name = named.stdout.trim();
  const configured = await quietly("config", "--json", "--show-secrets", ...onStack, "--non-interactive");
  const values = configured.exitCode === 0 ? configIn(configured.stdout) : undefined;
  const settings =
    values === undefined
      ? wrong(
          "stack",
          `the configuration of ${name} can't be read, so no update can begin.\n${errorOf(configured)}`,
        )
      : good("stack", name);
  const lock = isCloud(url)
    ? await cloudLockFinding({ stack }, run)
    : lockFinding(folderStack === undefined ? [] : await lockFilesOf(folderStack), machine, url);
  return {
    findings: [pulumi, backend, settings, ...state, lock],
    config: values && { get: (key) => values.get(key) },
  };
}

/** Judges the answer to `pulumi version`. */
export function pulumiFinding(end: Pick<CommandEnd, "exitCode" | "stdout"> | undefined): Finding {
  const version = end?.exitCode === 0 ? end.stdout.trim().replace(/^v/, "") : undefined;
  if (version === undefined) {
    return wrong("Pulumi", "its CLI could not be started. Install it: https://www.pulumi.com/docs/install/");
  }
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOld = major < oldestPulumi[0] || (major === oldestPulumi[0] && minor < oldestPulumi[1]);
  return isOld
    ? wrong("Pulumi", `${version} is too old: ${oldestPulumi.join(".")} or newer is needed.`)
    : good("Pulumi", version);
}

function backendFinding(end: CommandEnd): Finding {
  if (end.exitCode !== 0) {
    return wrong("backend", `it does not answer, or nobody is logged in (pulumi login).\n${wordsOf(end)}`);
  }
  const { url = "", user = "" } = JSON.parse(end.stdout) as { url?: string; user?: string };
  const kind = isCloud(url) ? "Pulumi Cloud or a service like it" : "a store of files";
  const address = withoutAddressCredentials(url).replace(/\?.*$/, "");
  return good("backend", `${address === "" ? "" : `${address}, `}${kind}; logged in as ${user}.`);
}

/** Says of a state in a folder that it can't be read; of one that can, nothing is to be said. */
async function stateFindings(stack: FolderStack | undefined): Promise<Finding[]> {
  const cutOff = stack && (await cutOffStateOf(stack));
  return cutOff === undefined ? [] : [wrong("state", describeCutOff(cutOff))];
}

function lockFinding(files: readonly LockFile[], machine: Machine, url: string | undefined): Finding {
  if (files.length > 0) {
    const owners = files.map(({ owner }) => owner);
    const holders = owners.map((owner) => `${describeOwner(owner)}, which ${life[lifeOf(owner, machine)]}`);
    const state = owners.every((owner) => lifeOf(owner, machine) === "dead") ? wrong : untold;
    return state(
      "lock",
      `the stack is held by ${holders.join("; ")}. Every update waits for it. If you know that it is dead, run: datadog-token-gitops recover`,
    );
  }
  return url?.startsWith("file:") === true
    ? good("lock", "nobody holds the stack.")
    : untold(
        "lock",
        "only a backend that is a folder tells who holds a stack; others tell when an update begins.",
      );
}

async function cloudLockFinding(options: Pick<StackChecks, "stack">, run: RunCommand): Promise<Finding> {
  const word = await cloudWordOn(options, run);
  if (word === undefined) {
    return untold("lock", "the service does not tell whether an operation is under way.");
  }
  return word.operation === undefined
    ? good("lock", "nothing is under way on the stack.")
    : untold("lock", describeOperation(word.operation, word));
}

const life = { alive: "is running", dead: "is dead", unknown: "may be running" } as const;

/** The values of `pulumi config --json`; an object is one text in JSON, as a provider is given it. */
function configIn(json: string): Map<string, string> {
  const entries = Object.entries(JSON.parse(json) as Record<string, { value?: string }>);
  return new Map(entries.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])));
}

function wordsOf({ output }: CommandEnd): string {
  return output.trim();
}

/** The words of a command whose standard output holds secrets. */
function errorOf({ stderr }: CommandEnd): string {
  return stderr.trim();
}
