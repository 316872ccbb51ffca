import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policyFindings } from "../../../../../cli/gitops/doctor/policy-findings";

const pack = "pulumi-analyzer-acme";
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "policy-findings-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a pack that is started by its own command. */
function writePack({ mode = 0o755, dependencies = {}, main = "policies.js" } = {}) {
  writeFileSync(join(folder, pack), "#!/bin/sh\nexec node .\n", { mode });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ main, dependencies }));
  writeFileSync(join(folder, "policies.js"), "");
}

/** The one finding, as state and text. */
function finding(): string {
  const [found, ...more] = policyFindings(folder, { policyPacks: [pack], policyConfig: undefined });
  expect(more).toEqual([]);
  return `${found?.state ?? "none"}: ${found?.text ?? ""}`;
}

test("a pack that is started by its own command is in order where everything lies beside it", () => {
  writePack();
  expect(finding()).toMatch(/^good: .*without a language host/);
});

test("a command that may not be run is told, with what makes git keep that it may", () => {
  writePack({ mode: 0o644 });
  expect(finding()).toContain("wrong: it is a file that may not be run");
  expect(finding()).toContain(`git update-index --chmod=+x ${pack}`);
});

test("a command whose packages are not installed is told, with their names", () => {
  writePack({ dependencies: { "acme-no-such-package": "1.0.0" } });
  expect(finding()).toContain("wrong: acme-no-such-package not installed for it");
});

test("a command without the file that it starts is told", () => {
  writePack({ main: "dist/index.js" });
  expect(finding()).toContain("wrong: dist/index.js, which its package.json names, is not there");
});
