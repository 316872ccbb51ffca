import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nextStepsFor, type Platform } from "../../../cli/gitops/init/next-steps";
import { codesIn, MarkdownDocument } from "../../support/documents/markdown";
import { checkoutFolder } from "../../support/engine/example-copy";

const gitops = join(checkoutFolder, "examples/gitops");
const workflows = join(gitops, "github-actions/.github/workflows");
const github = readdirSync(workflows)
  .map((file) => readFileSync(join(workflows, file), "utf8"))
  .join("\n");
const gitlab = readFileSync(join(gitops, "gitlab-ci/.gitlab-ci.yml"), "utf8");

/** The names that GitLab, a starter of the pipeline or a line of a job sets. */
const notTheProjects = /^(?:CI_.*|REPORT_URL|TICKET|RECOVER|OIDC_TEAM|PULUMI_OIDC_TOKEN)$/;

const used: Record<Platform, Set<string>> = {
  github: new Set([...github.matchAll(/(?:vars|secrets)\.([A-Z_]+)/g)].map(([, name = ""]) => name)),
  gitlab: new Set(
    [...gitlab.matchAll(/\$\{?([A-Z][A-Z_]+)/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !notTheProjects.test(name)),
  ),
};

test.each<[Platform, number, string]>([
  ["github", 1, "github-actions"],
  ["gitlab", 2, "gitlab-ci"],
])(
  "what the pipelines of %s use is in the one screen, in its README, and in what init says",
  (platform, column, folder) => {
    const rows = new MarkdownDocument("docs/pipelines.md").table("Set up").rows;
    const table = new Set(rows.flatMap((cells) => codesIn(cells[column] ?? "")));
    const readme = readFileSync(join(gitops, folder, "README.md"), "utf8");
    const names = [...used[platform]];
    expect(names.length).toBeGreaterThan(7);
    expect(names.filter((name) => !table.has(name))).toEqual([]);
    expect(names.filter((name) => !nextStepsFor(platform, false).includes(name))).toEqual([]);
    expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  },
);

test.each<Platform>(["github", "gitlab"])(
  "init %s names the permissions of the table of identities",
  (platform) => {
    const [, identities] = new MarkdownDocument("docs/pipelines.md").tables.filter(
      ({ heading }) => heading === "Set up",
    );
    const permissions = identities?.rows.flatMap((cells) => codesIn(cells[2] ?? "")) ?? [];
    expect(permissions.length).toBeGreaterThan(4);
    expect(permissions.filter((name) => !nextStepsFor(platform, false).includes(name))).toEqual([]);
  },
);
