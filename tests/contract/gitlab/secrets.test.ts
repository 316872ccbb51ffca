import { atOnce, mending, newProject, runIn, variables } from "../../support/gitlab/gitlab-jobs";
import { Marks } from "../../support/secrets/marks";
import { writtenFiles } from "../../support/secrets/written-files";

const secrets = {
  PULUMI_OIDC_TOKEN: "marked-oidc-token-3f1c",
  NOTES_TOKEN: "marked-notes-token-7b2e",
  PUSH_TOKEN: "marked-push-token-9d4a",
  REPORT_TOKEN: "marked-report-token-5c8f",
  DD_READ_API_KEY: "marked-read-api-key-1e6b",
  DD_READ_APP_KEY: "marked-read-app-key-8a3d",
  DD_BEARER_TOKEN: "marked-bearer-token-2f7c",
};

/** The files by which gitlab-ci-local brings variables in, in a runner's place; and the record of what was handed over as a file. */
const isBroughtIn = (file: string): boolean => /\.gitlab-ci-local\/|(?:^|\/)calls\.handed$/.test(file);

test.each([
  ["preview", variables],
  ["up", variables],
  ["drift", mending],
  ["incident", atOnce],
])("%s shows no credential in its log, its command lines, its files and its pushes", async (job, given) => {
  const project = newProject();
  const end = runIn(project, job, { ...given, ...secrets });
  expect(end.exitCode).toBe(0);
  const marks = new Marks(secrets);
  const found = [
    ...[...(await writtenFiles(project.folder))].filter(([file]) => !isBroughtIn(file)),
    ["the log", end.output],
    ["command lines", end.calls.join("\n")],
    ["the commits", project.onServer("log", "--all", "--patch")],
  ]
    .map(([file = "", text = ""]) => [file, marks.foundIn(text)] as const)
    .filter(([, names]) => names.length > 0);
  expect(found).toEqual([]);
  // They were there to be shown.
  expect(end.handed.join()).toContain(secrets.PULUMI_OIDC_TOKEN);
});
