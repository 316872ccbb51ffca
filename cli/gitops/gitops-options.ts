import { parseArgs } from "node:util";
import { shownValue } from "../../provider/datadog/token/shown-value";
import type { Site } from "../../provider/datadog/token/sites";
import { siteNamed } from "../token-id/site-named";
import { UsageError, wholeNumber } from "./usage/usage-error";

/** The actions of `datadog-token-gitops`. */
const gitopsActions = [
  "preview",
  "up",
  "drift",
  "recover",
  "declare",
  "proof",
  "find-comment",
  "doctor",
  "init",
] as const;
/** The argument of an action: the file that it reads, or a platform. */
const fileOf: Partial<Record<GitopsAction, string>> = {
  declare: "one report",
  proof: "one report",
  "find-comment": "one file of comments",
  init: "github or gitlab",
};
type GitopsAction = (typeof gitopsActions)[number];

/** The command line, read. */
export interface GitopsOptions {
  action: GitopsAction;
  /** The report that `declare` and `proof` read, the comments that `find-comment` reads, or the platform of `init`. */
  report: string | undefined;
  /** The folder that was scanned, in which `declare` and `proof` look up what the report does not show. */
  source: string | undefined;
  /** The stack. Default: `PULUMI_STACK`, else the selected one. */
  stack: string | undefined;
  /** Folders of policy packs, and the file with their configuration. */
  policyPacks: string[];
  policyConfig: string | undefined;
  /** The file that gets the result as Markdown, for a comment. */
  comment: string | undefined;
  /** The author of the comment that `find-comment` looks for. */
  author: string | undefined;
  /** The file that names the changes of which a comment says that they were not looked at, a path a line. */
  notPreviewed: string | undefined;
  /** The update's message. Default: the first line of the last commit's. */
  message: string | undefined;
  /** Seconds for which a run waits for another one to end. @defaultValue 0 */
  lockWaitSeconds: number;
  /** Takes away a lock that is still there then, if the run that holds it is known to be dead. */
  recover: boolean;
  /** Lets an update take tokens out of the record that the list no longer names. */
  allowRemovals: boolean;
  /** Updates without a preview of its own. */
  skipPreview: boolean;
  /** Mends drift. */
  mend: boolean;
  /** The first of `lists`, to which `declare` writes; `up --max-a-day` takes out of it what is above the limit. */
  list: string;
  /** The lists with which `up` and `drift` compare the record. */
  lists: string[];
  /** The reason that `declare` writes into each entry. */
  reason: string | undefined;
  ticket: string | undefined;
  /** The account that `declare` writes into each entry, in place of a site. */
  account: string | undefined;
  /** `declare` asks Datadog's sites whose the tokens are, each with its own text. */
  locate: boolean;
  /** `declare` adds only those whose whole text was live at this moment: the proof that the reporter holds them. */
  liveOnly: boolean;
  /** The sites that are asked; none: all of Datadog's. */
  sites: Site[];
  /** The most new tokens that `declare --live-only` adds. @defaultValue the cap of environment or stack, else 25 */
  max: number | undefined;
  /** The most tokens that may be revoked in 24 hours, those in the stack's record included. */
  maxADay: number | undefined;
  /** `proof` prints the numbers of GitHub's alerts whose tokens are verified as gone, and nothing else. */
  alerts: boolean;
  /** `proof` takes tokens for dead that were only not found, `drift` those that it may not be shown. */
  acceptNotFound: boolean;
  /** The folder that `init` writes to. @defaultValue "." */
  dir: string;
  /** `init` writes a program in YAML. */
  yaml: boolean;
  /** `doctor` prints JSON. */
  json: boolean;
}

const commandOptions = {
  source: { type: "string" },
  stack: { type: "string" },
  "policy-pack": { type: "string", multiple: true },
  "policy-pack-config": { type: "string" },
  comment: { type: "string" },
  "not-previewed": { type: "string" },
  author: { type: "string" },
  message: { type: "string" },
  "lock-wait": { type: "string", default: "0" },
  recover: { type: "boolean", default: false },
  "skip-preview": { type: "boolean", default: false },
  "allow-removals": { type: "boolean", default: false },
  mend: { type: "boolean", default: false },
  list: { type: "string", multiple: true },
  reason: { type: "string" },
  ticket: { type: "string" },
  account: { type: "string" },
  locate: { type: "boolean", default: false },
  "live-only": { type: "boolean", default: false },
  site: { type: "string", multiple: true },
  max: { type: "string" },
  "max-a-day": { type: "string" },
  alerts: { type: "boolean", default: false },
  "accept-not-found": { type: "boolean", default: false },
  dir: { type: "string", default: "." },
  yaml: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/**
 * Reads the command line.
 *
 * @returns undefined if the help was asked for.
 * @throws UsageError, or what parseArgs throws, in one sentence if it is wrong.
 */
export function readGitopsOptions(args: readonly string[]): GitopsOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: commandOptions,
  });
  if (values.help) {
    return undefined;
  }
  const [name, report, ...rest] = positionals;
  const action = gitopsActions.find((known) => known === name);
  if (action === undefined) {
    const unknown = name === undefined ? "" : `There is no action ${shownValue(name)}. `;
    throw new UsageError(`${unknown}Say what to do: ${gitopsActions.join(", ")}.`);
  }
  const [list = "revocations.yaml", ...otherLists] = values.list ?? [];
  expectUsedLimits(action, values);
  if (action === "declare" && otherLists.length > 0) {
    throw new UsageError("declare writes to one list.");
  }
  const takes = fileOf[action];
  if ((takes !== undefined) !== (report !== undefined) || rest.length > 0) {
    throw new UsageError(`${action} takes ${takes ?? "no file"}.`);
  }
  return {
    action,
    report,
    source: values.source,
    stack: values.stack,
    policyPacks: values["policy-pack"] ?? [],
    policyConfig: values["policy-pack-config"],
    comment: values.comment,
    author: values.author,
    notPreviewed: values["not-previewed"],
    message: values.message,
    lockWaitSeconds: wholeNumber("--lock-wait", values["lock-wait"], " of seconds"),
    recover: values.recover,
    skipPreview: values["skip-preview"],
    allowRemovals: values["allow-removals"],
    mend: values.mend,
    list,
    lists: [list, ...otherLists],
    reason: values.reason,
    ticket: values.ticket,
    account: values.account,
    locate: values.locate || values["live-only"],
    liveOnly: values["live-only"],
    sites: (values.site ?? []).map(siteNamed),
    max: values.max === undefined ? undefined : wholeNumber("--max", values.max),
    maxADay: values["max-a-day"] === undefined ? undefined : wholeNumber("--max-a-day", values["max-a-day"]),
    alerts: values.alerts,
    acceptNotFound: values["accept-not-found"],
    dir: values.dir,
    yaml: values.yaml,
    json: values.json,
  };
}

/** @throws UsageError if a limit is given to an action that has no use for it. */
function expectUsedLimits(
  action: GitopsAction,
  values: { "live-only": boolean; max?: string; "max-a-day"?: string },
): void {
  const isLimitOfUp = action === "up" && values.max === undefined;
  if (
    !values["live-only"] &&
    !isLimitOfUp &&
    (values.max !== undefined || values["max-a-day"] !== undefined)
  ) {
    throw new UsageError(
      "--max and --max-a-day limit what declare --live-only adds, and --max-a-day what up revokes.",
    );
  }
}
