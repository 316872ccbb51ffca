/** The platforms that there are workflows for. */
export const platforms = ["github", "gitlab"] as const;
export type Platform = (typeof platforms)[number];

const beginInTypeScript = `
Next
  1. npm install, then pulumi stack init prod, and commit all of it, package-lock.json too.
`;

const beginInYaml = `
Next
  1. tar -xzf datadog-token-gitops-v….tar.gz, a file of the release: it makes revocation-tools, with the command, the plugin and
     the policies. Then pulumi stack init prod, and commit all of it, the tools too.
`;

const permissions = `
What each identity may do
  preview            reads this stack and no other; Datadog: org_app_keys_read alone, and neither user_app_keys nor org_app_keys_write
  merge, drift, incident
                     updates this stack; Datadog: org_app_keys_read and org_app_keys_write (service_account_write for service
                     accounts' tokens)
`;

const end = `
  Then, with the credentials of a merge in the environment: npm run gitops -- doctor
`;

/** The steps that are left to a person after the files are written. */
export function nextStepsFor(platform: Platform, inYaml: boolean): string {
  return `${inYaml ? beginInYaml : beginInTypeScript}${stepsOf[platform]}`;
}

const stepsOf: Readonly<Record<Platform, string>> = {
  github: `  2. In .github/CODEOWNERS, your security team in place of @acme/security; a branch protection rule for main that requires
     the preview and a review by code owners.
  3. Environments: revocations-preview, revocations (required reviewers approve a merge once more), revocations-drift,
     revocations-incident. The last three for the deployment branch main alone: a pull request's own workflow could name them.
  4. Variables: PULUMI_STACK, PULUMI_ORGANIZATION, ESC_ENVIRONMENT; if you want: PULUMI_PREVIEW_TEAM, MEND_DRIFT, REVOKE_AT_ONCE,
     MAX_A_DAY, CLOSE_ALERTS, LOCK_WAIT_SECONDS.
  5. Pulumi Cloud, OIDC issuer GitHub, a policy for each subject: …:environment:revocations-preview gets the token of a team that
     may read this stack and nothing else; the other three the organization's.
  6. The ESC environment, below environmentVariables: DD_BEARER_TOKEN, or DD_API_KEY and DD_APP_KEY.
  7. Secrets: DD_READ_API_KEY and DD_READ_APP_KEY in the environment revocations-preview; ALERTS_TOKEN, to close alerts.
${permissions}${end}`,
  gitlab: `  2. In .gitlab-ci.yml, your organisation of Pulumi and your stack in place of acme and acme/prod (three lines). Variables, if you
     want: MEND_DRIFT, REVOKE_AT_ONCE, MAX_A_DAY, LOCK_WAIT_SECONDS.
  3. Masked and protected variables, for the environment revocations: DD_BEARER_TOKEN, PUSH_TOKEN, REPORT_TOKEN,
     DD_PROTECTED_TOKENS.
  4. Masked variables for the preview: DD_READ_API_KEY, DD_READ_APP_KEY, NOTES_TOKEN, and NOTES_AUTHOR, its user.
  5. Pulumi Cloud, OIDC issuer GitLab, a policy for each subject: …:ref:main gets the organization's token, every other ref that of
     the team revocations-preview, which may read this stack and nothing else.
  6. A pipeline schedule for drift, a trigger token for the scanner, and a protected environment revocations.
${permissions}${end}`,
};
