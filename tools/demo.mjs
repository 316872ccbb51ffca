/**
 * A rehearsal of an incident, from start to end: a simulated Datadog with ten tokens, and the real Pulumi CLI, which
 * revokes three of them with this repository's own project (Pulumi.yaml, examples/demo). Everything that is printed is
 * checked; the exit code is not 0 where something is not as it should be. Started by `npm run demo`.
 */
import { startSimulator } from "datadog-token-simulator";
import { check } from "./demo/check.mjs";
import { credentials, startingTokens } from "./demo/organisation.mjs";
import { startProject } from "./demo/project.mjs";
import { headline, printRequests, printTokens } from "./demo/report.mjs";
import { Interrupted, forwardSignals } from "./signals.mjs";

/**
 * @param {import("datadog-token-simulator").Simulator} datadog
 * @param {import("./demo/project.mjs").Project} project
 */
async function rehearse(datadog, project) {
  const { byId, byText, revokedBefore } = startingTokens;
  const leaked = datadog.tokens.list().filter(({ name }) => [byId, byText, revokedBefore].includes(name));
  const idOf = (/** @type {string} */ name) => leaked.find((token) => token.name === name)?.tokenId ?? "";
  const text = leaked.find((token) => token.name === byText)?.text ?? "";
  const deletes = () => datadog.ledger.count({ method: "DELETE" });
  const alive = () => datadog.tokens.list().filter(({ tokenId }) => datadog.tokens.isAlive(tokenId)).length;

  headline("Before: ten tokens, of which three have leaked");
  printTokens(datadog.tokens);
  check(alive() === 9, "nine of the ten tokens are alive at the start");
  await project.configure(
    { tokenId: idOf(byId), revokedTokenId: idOf(revokedBefore) },
    { leakedToken: text },
  );

  headline("pulumi preview: what would be done");
  await project.pulumi(["preview"]);
  check(deletes() === 0, "the preview has revoked nothing");

  headline("pulumi up: revoke them");
  await project.pulumi(["up", "--yes", "--skip-preview"]);
  const outputs = await project.outputs();
  const wanted = { byId: "revoked", byText: "revoked", onceMore: "alreadyRevoked" };
  for (const [name, status] of Object.entries(wanted)) {
    check(outputs.statuses?.[name] === status, `the stack's output statuses.${name} is ${status}`);
  }
  check(alive() === 7, "seven tokens are alive: those that have not leaked");
  check(
    leaked.every(({ tokenId }) => !datadog.tokens.isAlive(tokenId)),
    "none of the three that leaked is alive",
  );
  check(
    !project.contains(text),
    "the leaked token's text stands nowhere in Pulumi's state, settings or logs",
  );

  headline("After");
  printTokens(datadog.tokens);
  headline("What Datadog saw");
  printRequests(datadog.ledger.entries());
  check(deletes() === 3, "each of the three was revoked with one DELETE");

  headline("pulumi up, again: nothing to do");
  await project.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
  check(deletes() === 3, "the second pulumi up has sent no DELETE");

  headline("pulumi destroy: the incident is closed");
  const requestsBefore = datadog.ledger.count();
  await project.pulumi(["destroy", "--yes", "--skip-preview", "--remove"]);
  headline("What Datadog saw of that");
  printRequests(datadog.ledger.entries().slice(requestsBefore));
  check(alive() === 7, "after pulumi destroy the same seven tokens are alive: a revocation has no way back");
  check(datadog.ledger.violations().length === 0, "every request was well-formed");
}

const signals = forwardSignals(() => {});
const datadog = await startSimulator({ tokens: startingTokens.all, credentials });
try {
  const stopIfAsked = () => {
    if (signals.received !== undefined) throw new Interrupted(signals.received);
  };
  const project = await startProject(datadog.url, stopIfAsked);
  try {
    await rehearse(datadog, project);
    headline("Everything is as it should be.");
  } finally {
    project.remove();
  }
} catch (error) {
  process.stdout.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof Interrupted ? error.exitCode : 1;
} finally {
  await datadog.close();
  signals.release();
}
