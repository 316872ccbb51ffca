import { atOnce, newProject, run, runIn, variables } from "../../support/gitlab/gitlab-jobs";

/** Variables by which a pipeline's starter could get at a credential: by code of theirs, or a host. */
const hostile = {
  DD_API_URL: "https://elsewhere.example",
  DD_EU_API_URL: "https://elsewhere.example",
  DD_ALLOWED_API_HOSTS: "elsewhere.example",
  DD_ACCEPT_NOT_FOUND: "true",
  DD_ACCEPT_BARE_NOT_FOUND: "true",
  DD_CHANGED_RECORD_FILE: "/tmp/x",
  DD_COUNTED_RECORD: "0 revocations.yaml",
  DD_KEPT_RECORD: "revocations.yaml",
  NODE_OPTIONS: "--require=/tmp/x.js",
  NODE_EXTRA_CA_CERTS: "/tmp/x",
  NODE_PATH: "/tmp/x",
  npm_config_registry: "https://elsewhere.example",
  npm_config_script_shell: "/tmp/x",
  HTTPS_PROXY: "http://elsewhere.example",
  https_proxy: "http://elsewhere.example",
  ALL_PROXY: "http://elsewhere.example",
  PULUMI_BACKEND_URL: "https://elsewhere.example",
  PULUMI_HOME: "/tmp/x",
  PULUMI_ACCESS_TOKEN: "pul-x",
  PULUMI_PLUGIN_DOWNLOAD_URL_OVERRIDES: "^.*$=https://elsewhere.example",
  nPm_CoNfIg_script_shell: "/tmp/x",
  GIT_CONFIG_COUNT: "1",
  GIT_CONFIG_KEY_0: "core.fsmonitor",
  GIT_CONFIG_VALUE_0: "/tmp/x",
  GIT_EXTERNAL_DIFF: "/tmp/x",
  GIT_SSH_COMMAND: "/tmp/x",
  GIT_PROXY_COMMAND: "/tmp/x",
  CURL_HOME: "/tmp/x",
  OPENSSL_CONF: "/tmp/x",
  SSL_CERT_FILE: "/tmp/x",
  SSLKEYLOGFILE: "/tmp/x",
  LD_PRELOAD_: "/tmp/x",
  LD_LIBRARY_PATH: "/tmp/x",
  LD_AUDIT_: "/tmp/x",
  BASH_ENV: "/tmp/x",
  PERL5OPT: "-Mx",
  PYTHONPATH: "/tmp/x",
  ACTIONS_ID_TOKEN_REQUEST_URL: "https://elsewhere.example",
  WHATEVER_ELSE: "1",
};
const left = (names: readonly string[]) => names.filter((name) => name in hostile);

test.each([
  ["preview", variables],
  ["up", variables],
  ["drift", variables],
  ["incident", atOnce],
])(
  "what a pipeline's starter could set to get at a credential is not there for the commands of %s, nor at its end",
  (job, given) => {
    const { exitCode, environment, installing } = run(job, { ...given, ...hostile, DD_BEARER_TOKEN: "kept" });
    expect(exitCode).toBe(0);
    expect(environment).toContain("DD_BEARER_TOKEN");
    expect([left(installing), left(environment)]).toEqual([[], []]);
  },
);

test("a separator of words that a pipeline's starter sets keeps no variable", () => {
  const { exitCode, environment } = run("up", { ...variables, ...hostile, IFS: "_\n" });
  expect([exitCode, left(environment)]).toEqual([0, []]);
});

test("while packages are installed, no credential of Datadog's, of Pulumi's or of the jobs' own is there", () => {
  const { installing } = run("incident", {
    ...atOnce,
    DD_BEARER_TOKEN: "kept",
    DD_EU_APP_KEY: "kept",
    DD_READ_API_KEY: "kept",
  });
  expect(installing).toContain("CI_PROJECT_ID");
  expect(
    installing.filter((name) => /^(DD|DATADOG)_|^(PULUMI_OIDC|NOTES|PUSH|REPORT)_TOKEN$/.test(name)),
  ).toEqual([]);
});

/** A proposal that nobody has read: a list, and code. */
function proposal() {
  const project = newProject();
  project.propose({
    "revocations.yaml": "revocations: [proposed]\n",
    "package.json": '{ "scripts": { "gitops": "echo the code of the merge request" } }\n',
  });
  const asIfProposed = { ...project.mergeRequest, CI_PIPELINE_SOURCE: "merge_request_event" };
  project.checkOutMain();
  return { project, asIfProposed };
}

test.each(["up", "drift", "incident"])(
  "a pipeline's starter who calls it a merge request's has %s take neither list nor code of one",
  (job) => {
    const { project, asIfProposed } = proposal();
    runIn(project, job, { ...atOnce, ...asIfProposed, CI_DEFAULT_BRANCH: "proposal" });
    expect(project.textOf("revocations.yaml")).not.toContain("proposed");
    expect(project.has("package.json")).toBe(false);
  },
);

test("a preview's program is that of the server's default branch, whatever the variables call so", () => {
  const { project, asIfProposed } = proposal();
  const { exitCode } = runIn(project, "preview", {
    ...variables,
    ...asIfProposed,
    CI_DEFAULT_BRANCH: "proposal",
  });
  expect(exitCode).toBe(0);
  expect(project.has("package.json")).toBe(false);
});

test("the token for notes goes to the GitLab that the runner cloned from, whatever the variables call its address", () => {
  const { calls } = run("preview", { ...variables, CI_API_V4_URL: "https://elsewhere.example/api/v4" });
  const curls = calls.filter((call) => call.startsWith("curl "));
  expect(curls.length).toBeGreaterThan(1);
  for (const call of curls) {
    expect(call).toContain("https://gitlab.example.com/api/v4/projects/12/merge_requests/34/notes");
  }
});

test("a pipeline's starter names no other organisation of Pulumi's, whose policies would be run beside the credentials", () => {
  const elsewhere = { PULUMI_ORGANIZATION: "elsewhere", PULUMI_STACK: "elsewhere/prod" };
  const { exitCode, calls, stack } = run("up", { ...variables, ...elsewhere });
  expect(exitCode).toBe(0);
  expect(calls.find((call) => call.startsWith("pulumi login"))).toMatch(/ --oidc-org acme$/);
  expect(stack).toBe("acme/prod");
});
