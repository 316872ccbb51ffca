/**
 * From a leak to a revocation, with real tools: a git repository into which tokens were committed, gitleaks, which finds
 * them, the list in git, the real Pulumi CLI with this repository's own project (Pulumi.yaml), a simulated Datadog, and
 * the proof. Everything that is printed is checked; the exit code is not 0 if something is not as it should be.
 * Started by `npm run demo`.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { aliasFromTokenId } from "../dist/provider/datadog/token/token-id.js";
import { startSimulator } from "datadog-token-simulator";
import { statusWith } from "./demo/access.mjs";
import { check } from "./demo/check.mjs";
import { credentials, leaked, startingTokens } from "./demo/organisation.mjs";
import { startProject } from "./demo/project.mjs";
import { headline, print, printRequests } from "./demo/report.mjs";
import { makeRepository, scan } from "./demo/repository.mjs";
import { Interrupted, forwardSignals } from "./running/signals.mjs";

/** @typedef {import("datadog-token-simulator").Simulator} Simulator */

/** The list that is reviewed before it is applied: what the scanner found, and what it can't know. */
const list = `revocations:
  - reports: reports/gitleaks.json
    reason: committed to a public repository
    ticket: SEC-1234
  - token: ddpat_${aliasFromTokenId(leaked.inChat.tokenId)}
    reason: pasted into a chat
    ticket: SEC-1235
`;

/**
 * @param {Simulator} datadog
 * @param {import("./demo/project.mjs").Project} project
 */
async function tell(datadog, project) {
  const deletes = () => datadog.ledger.count({ method: "DELETE" });
  const alive = () => datadog.tokens.list().filter(({ tokenId }) => datadog.tokens.isAlive(tokenId)).length;
  const texts = Object.values(leaked).map(({ tokenId }) => datadog.tokens.get(tokenId)?.text ?? "");

  await leak(datadog, project);
  headline("Whoever finds a token is in");
  await show(datadog, 200);

  headline("revocations.yaml: what is to be revoked, in a pull request");
  writeFileSync(join(project.folder, "revocations.yaml"), list);
  print(list);
  await project.configure({ list: join(project.folder, "revocations.yaml") });

  headline("pulumi preview: what would be done");
  await project.pulumi(["preview", "--diff"]);
  check(deletes() === 0, "the preview has revoked nothing");

  headline("pulumi up: revoke them");
  await project.pulumi(["up", "--yes", "--skip-preview"]);
  checkOutputs(await project.outputs());

  headline("Whoever finds a token is out");
  await show(datadog, 401);
  check(alive() === 7, "the seven tokens that have not leaked are alive");
  check(
    !texts.some((text) => project.contains(text, ["backend", "home"])),
    "no leaked token's text stands in Pulumi's state, settings or logs",
  );

  headline("What Datadog was asked to revoke");
  printRequests(datadog.ledger.entries({ method: "DELETE" }).toSorted(byPath));
  check(deletes() === 3, "each of the three was revoked with one DELETE");

  headline("pulumi up, again: nothing to do");
  await project.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
  check(deletes() === 3, "the second pulumi up has sent no DELETE");
  check(datadog.ledger.violations().length === 0, "every request was well-formed");
}

/**
 * The repository, and the report of the scanner.
 *
 * @param {Simulator} datadog
 * @param {import("./demo/project.mjs").Project} project
 */
async function leak(datadog, project) {
  const text = (/** @type {{ tokenId: string }} */ { tokenId }) => datadog.tokens.get(tokenId)?.text ?? "";
  const repository = join(project.folder, "repository");
  const report = join(project.folder, "reports", "gitleaks.json");
  headline("A repository into which two tokens were committed");
  const log = await makeRepository(repository, {
    inHistory: text(leaked.inHistory),
    inFile: text(leaked.inFile),
  });
  print(log);

  headline("gitleaks finds them, also the one that only history has");
  print("$ gitleaks git . --config examples/scanners/gitleaks.toml --report-path reports/gitleaks.json");
  await scan(repository, report);
  print("$ npx datadog-token-id reports/gitleaks.json");
  const ids = await project.tokenIds(report);
  print(ids);
  check(
    [leaked.inHistory, leaked.inFile].every(({ tokenId }) => ids.includes(tokenId)),
    "the report names both tokens: a token's text names its own id",
  );
}

/**
 * Uses each leaked token, and checks that Datadog answers as it should.
 *
 * @param {Simulator} datadog
 * @param {number} status
 */
async function show(datadog, status) {
  for (const { name, tokenId } of Object.values(leaked)) {
    const answer = await statusWith(datadog.url, datadog.tokens.get(tokenId)?.text ?? "");
    print(`GET /api/v2/personal_access_tokens  with ${name.padEnd(12)} ${answer}`);
    check(answer === status, `${name} is ${status === 200 ? "let in" : "refused"}`);
  }
}

/** @param {{ revocations?: { tokenId: string, status: string, verifiedAt?: string }[] }} outputs */
function checkOutputs({ revocations = [] }) {
  check(
    Object.values(leaked).every(({ tokenId }) =>
      revocations.some(
        (each) => each.tokenId === tokenId && each.status === "revoked" && each.verifiedAt !== undefined,
      ),
    ),
    "all three are recorded as revoked, and verified",
  );
}

/**
 * @param {{ path: string }} a
 * @param {{ path: string }} b
 */
function byPath(a, b) {
  return a.path < b.path ? -1 : 1;
}

const signals = forwardSignals(() => {});
const datadog = await startSimulator({ tokens: startingTokens, credentials });
try {
  const stopIfAsked = () => {
    if (signals.received !== undefined) {
      throw new Interrupted(signals.received);
    }
  };
  const project = await startProject(datadog.url, stopIfAsked);
  try {
    await tell(datadog, project);
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
