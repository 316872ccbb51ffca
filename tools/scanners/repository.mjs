import { rmSync } from "node:fs";
import { makeGitRepository } from "../running/git-repository.mjs";

const secret = "k7Qw2ZtB9xLm4RvN8sHd3JfC6yGp1TaWu5Ee";

/**
 * @typedef {object} Planted a made-up token in the repository
 * @property {string} where it hides, for people
 * @property {string} text
 * @property {string} file
 * @property {number} line
 */

/** @type {Planted[]} */
export const planted = [
  {
    where: "in a file",
    text: `ddpat_1dm1op4lL89nV8pt94Tdk8_${secret}`,
    file: "src/app.py",
    line: 2,
  },
  {
    where: "behind an escape in a log (a service account's)",
    text: `ddsat_1TSQkDzGrQmnbQSYnFRj9T_${secret}`,
    file: "logs/agent.json",
    line: 1,
  },
  {
    where: "in base64",
    text: `ddpat_2xW9bHq0VtKz5RmYcE7uJd_${secret}`,
    file: "ci/variables.txt",
    line: 1,
  },
  {
    where: "in history alone",
    text: `ddpat_3Gk8sNw6PbLf2TzXhQ9vRa_${secret}`,
    file: "deploy/production.env",
    line: 1,
  },
  {
    where: "in a merge's own change",
    text: `ddpat_5Vc4yJm1DhWp7SxKtB3nZe_${secret}`,
    file: "settings.ini",
    line: 2,
  },
];

const alias = "1dm1op4lL89nV8pt94Tdk9";

/** Texts that look like a token and are none. */
export const decoys = [
  `ddpat_${alias.slice(1)}_${secret}`,
  `ddpat_${alias}0_${secret}`,
  `ddpat_${alias}_${secret.slice(1)}`,
  `ddpat_${alias}_${secret}0`,
  `DDPAT_${alias}_${secret}`,
  `ddxat_${alias}_${secret}`,
  `ddsat_8${alias.slice(1)}_${secret}`,
];

/**
 * Makes a git repository with a token in each place, and the decoys in a file.
 *
 * @param {string} folder where it goes; what is there is deleted
 */
export async function makeRepository(folder) {
  rmSync(folder, { recursive: true, force: true });
  const [inFile, inLog, inBase64, inHistory, inMerge] = planted.map(({ text }) => text);
  const repository = await makeGitRepository(folder, {
    name: "Dev",
    email: "dev@example.com",
    date: "2026-11-02T09:00:00Z",
  });
  const commit = (/** @type {Record<string, string>} */ files) =>
    repository.commit(`Change ${Object.keys(files).join(", ")}`, files);
  await commit({
    "notes/not-tokens.txt": decoys.map((decoy) => `${decoy}\n`).join(""),
    "settings.ini": "region = eu\n",
  });
  await commit({
    "src/app.py": `import agent\nagent.start(app_key="${inFile}")\n`,
    "logs/agent.json": `${JSON.stringify({ level: "error", message: `refused:\n${inLog}\n` })}\n`,
    "ci/variables.txt": `${Buffer.from(`DD_SITE=datadoghq.eu\nDD_APP_KEY=${inBase64}\n`).toString("base64")}\n`,
    "deploy/production.env": `DD_APP_KEY=${inHistory}\n`,
  });
  await commit({ "deploy/production.env": "DD_SITE=datadoghq.eu\n" });
  await repository.git("switch", "--quiet", "--create", "region");
  await commit({ "settings.ini": "region = us\n" });
  await repository.git("switch", "--quiet", "main");
  await commit({ "settings.ini": "region = ap\n" });
  await repository.git("merge", "--quiet", "--no-commit", "--strategy=ours", "region");
  await commit({ "settings.ini": `region = us\napp_key = ${inMerge}\n` });
}
