import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { checkoutFolder } from "../engine/example-copy";
import { gitIdentity } from "../pipelines/git-identity";
import type { WorkflowEnd } from "../pipelines/workflow-run";
import { writeActionStandIns } from "./action-stand-ins";

const run = promisify(execFile);

/** Stands in for `npm` where it would ask a registry; everything else is the real one. What is published is recorded. */
const npmScript = (npm: string) => `case "$1" in
  ci) mkdir -p node_modules && ln -sfn '${checkoutFolder}'/node_modules/* '${checkoutFolder}'/node_modules/.bin '${checkoutFolder}'/node_modules/.package-lock.json node_modules/ ;;
  view) grep -qxF "$2" "$PUBLISHED_BEFORE" ;;
  publish) printf '%s\\n' "$*" >>"$CALLS" ;;
  *) exec '${npm}' "$@" ;;
esac`;

/** Stands in for `gh`: a download is what was kept, every other call is recorded. */
const ghScript = `case "$1 $2" in
  "auth token") exit 1 ;;
  "run download") for each; do folder=$each; done; mkdir -p "$folder" && cp "$ARTIFACT"/* "$folder" ;;
  *) printf 'gh %s\\n' "$*" >>"$CALLS" ;;
esac`;

/**
 * This repository as it would be on GitHub at its first release, and act in place of GitHub. Stand-ins, since they
 * can't be had here: the third-party actions, npm's registry, GitHub's API; and the tests, which this is one of.
 */
export class ReleaseRepository {
  readonly #parent: string;
  readonly folder: string;

  private constructor(parent: string) {
    this.#parent = parent;
    this.folder = join(parent, "repository");
  }

  static async create(): Promise<ReleaseRepository> {
    const repository = new ReleaseRepository(await mkdtemp(join(tmpdir(), "release-")));
    await repository.#copyCheckout();
    await repository.#edit("CHANGELOG.md", (text) => text.replace("## Unreleased", "## 0.1.0 (2026-11-28)"));
    for (const manifest of ["package.json", "simulator/package.json"]) {
      await repository.#edit(manifest, (text) => text.replace("{", '{ "repository": "github:acme/revocations",'));
    }
    await repository.testsThat(0);
    await repository.publishedBefore([]);
    await repository.#writeCommands();
    await repository.git("init", "--quiet", "--initial-branch=main");
    await repository.commit("Start");
    await repository.git("init", "--quiet", "--bare", join(repository.#parent, "origin.git"));
    await repository.git("remote", "add", "origin", join(repository.#parent, "origin.git"));
    await repository.git("push", "--quiet", "origin", "main");
    return repository;
  }

  /** Makes `.ci/run` end so. */
  testsThat(exitCode: number): Promise<void> {
    return this.#edit(".ci/run", () => `#!/bin/sh\necho the tests ran\nexit ${exitCode}\n`);
  }

  /** Sets what npm's registry has already: `name@version`. */
  publishedBefore(packages: readonly string[]): Promise<void> {
    return writeFile(join(this.#parent, "published"), packages.map((each) => `${each}\n`).join(""));
  }

  async commit(message: string): Promise<void> {
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--message", message);
  }

  async git(...args: string[]): Promise<string> {
    const { stdout } = await run("git", args, { cwd: this.folder, env: { ...process.env, ...gitIdentity } });
    return stdout.trim();
  }

  /** Runs the workflow for a tag at this commit. */
  async release(tag: string): Promise<WorkflowEnd> {
    await this.git("tag", "--force", tag);
    await rm(join(this.#parent, "calls"), { force: true });
    const event = join(this.#parent, "event.json");
    await writeFile(event, JSON.stringify({ ref: `refs/tags/${tag}` }));
    const variables = {
      ...{ CALLS: join(this.#parent, "calls"), ARTIFACT: join(this.#parent, "artifact") },
      ...{ PUBLISHED_BEFORE: join(this.#parent, "published"), GITHUB_REPOSITORY: "acme/revocations" },
    };
    const actions = await writeActionStandIns(join(this.#parent, "actions"), this.folder);
    const args = [
      ...["push", "--workflows", ".github/workflows/release.yml", "--eventpath", event],
      ...["--platform", "ubuntu-latest=-self-hosted"],
      ...actions.flatMap((action) => ["--local-repository", action]),
      ...Object.entries(variables).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
    ];
    const home = join(this.#parent, "home");
    const path = [join(this.#parent, "commands"), process.env["PATH"]].join(delimiter);
    const child = spawn("act", args, {
      cwd: this.folder,
      env: { ...process.env, ...gitIdentity, HOME: home, XDG_CACHE_HOME: home, PATH: path },
    });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (log += text));
    }
    const [code] = (await once(child, "close")) as [number | null];
    return { succeeded: code === 0, log };
  }

  /** The packages that were published, and what was asked of GitHub's API. */
  async calls(): Promise<string[]> {
    const recorded = await readFile(join(this.#parent, "calls"), "utf8").catch(() => "");
    return recorded.split("\n").filter((line) => line !== "");
  }

  /** The release's files, by name. */
  async files(): Promise<Map<string, Buffer>> {
    const folder = join(this.#parent, "artifact");
    const read = async (name: string) => [name, await readFile(join(folder, name))] as const;
    return new Map(await Promise.all((await readdir(folder)).sort().map(read)));
  }

  end(): Promise<void> {
    return rm(this.#parent, { recursive: true, force: true });
  }

  async #copyCheckout(): Promise<void> {
    const { stdout } = await run("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
      cwd: checkoutFolder,
      maxBuffer: 16 * 1024 * 1024,
    });
    for (const file of stdout.trim().split("\n")) {
      await mkdir(dirname(join(this.folder, file)), { recursive: true });
      await cp(join(checkoutFolder, file), join(this.folder, file));
    }
  }

  async #edit(file: string, change: (text: string) => string): Promise<void> {
    const path = join(this.folder, file);
    await writeFile(path, change(await readFile(path, "utf8")));
  }

  async #writeCommands(): Promise<void> {
    const folder = join(this.#parent, "commands");
    await mkdir(folder);
    await mkdir(join(this.#parent, "home"));
    const { stdout: npm } = await run("bash", ["-c", "command -v npm"]);
    await symlink(process.execPath, join(folder, "node"));
    for (const [name, script] of Object.entries({ npm: npmScript(npm.trim()), gh: ghScript })) {
      await writeFile(join(folder, name), `#!/bin/bash\n${script}\n`);
      await chmod(join(folder, name), 0o755);
    }
  }
}
