import { pluginName, withPluginSettings } from "../../../provider/schema/resource-types";
import { exitStatus } from "../exit-status";
import type { GitopsOptions } from "../gitops-options";
import type { GitopsSurroundings } from "../gitops-surroundings";
import { accountFindings } from "./account-findings";
import { ClockWatch } from "./clock-findings";
import { describeFindings, type Finding } from "./finding";
import { listFindings } from "./list-findings";
import { packsOf, policyFindings } from "./policy-findings";
import { manifestIn, projectFindings, usesPlugin } from "./project-findings";
import { stackFindings } from "./stack-findings";

/**
 * Looks at a set-up from the working directory, and changes nothing: Datadog is asked by GET alone.
 *
 * @returns the exit status: failed if anything is wrong.
 */
export async function doctor(
  options: Pick<GitopsOptions, "stack" | "lists" | "policyPacks" | "policyConfig" | "json">,
  surroundings: GitopsSurroundings,
): Promise<number> {
  const findings = await findingsOf(options, surroundings);
  const isWell = findings.every(({ state }) => state !== "wrong");
  surroundings.print(
    options.json ? `${JSON.stringify({ isWell, findings }, null, 2)}\n` : describeFindings(findings),
  );
  return isWell ? exitStatus.done : exitStatus.failed;
}

async function findingsOf(
  { stack, lists, ...packs }: Parameters<typeof doctor>[0],
  { run, machine, environment, locateMeans, now }: GitopsSurroundings,
): Promise<Finding[]> {
  const folder = process.cwd();
  const ofStack = await stackFindings({ stack, run, machine });
  const { createSender, Session } = sendingModules();
  const clock = new ClockWatch(locateMeans?.send ?? createSender(), now);
  const session = new Session({ environment, log: silence, send: clock.send });
  const isOfPlugin = usesPlugin(folder);
  const namespace = isOfPlugin ? pluginName : "datadog";
  session.configure({ get: (key) => ofStack.config?.get(key.replace(/^datadog:/, `${namespace}:`)) });
  const ofAccounts = await accountFindings(session);
  return [
    ...projectFindings(folder, process.versions.node),
    ...ofStack.findings,
    ...(isOfPlugin ? ofAccounts.map(inPluginsWords) : ofAccounts),
    clock.finding(),
    ...(await Promise.all(lists.map(listFindings))).flat(),
    ...policyFindings(folder, packsOf(packs, manifestIn(folder))),
  ];
}

/** Names the settings as the plugin does, which reads no others. */
function inPluginsWords(finding: Finding): Finding {
  return { ...finding, text: withPluginSettings(finding.text) };
}

const silence = { warn: () => Promise.resolve(), info: () => Promise.resolve() };

/** Loads what sends requests: whoever asks for no doctor does not wait for it. */
function sendingModules(): typeof import("../../../provider/datadog/http/send-request") &
  typeof import("../../../provider/session/session") {
  return {
    ...(require("../../../provider/datadog/http/send-request") as typeof import("../../../provider/datadog/http/send-request")),
    ...(require("../../../provider/session/session") as typeof import("../../../provider/session/session")),
  };
}
