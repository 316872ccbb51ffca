import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../../support/engine/example-copy";
import { callTool } from "../tool-process";

interface Component {
  name: string;
  version: string;
  purl: string;
  licenses?: ({ license: { id: string } } | { expression: string })[];
}
interface Sbom {
  bomFormat: string;
  specVersion: string;
  serialNumber: string;
  metadata: { component: Component & { type: string } };
  components: Component[];
}
interface Manifest {
  name: string;
  version: string;
  dependencies: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const manifestOf = (workspace: string) =>
  JSON.parse(readFileSync(join(checkoutFolder, workspace, "package.json"), "utf8")) as Manifest;

/** The licences under which a published package may bring others' code. */
const allowed = ["Apache-2.0", "MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "0BSD"];

describe.each([
  ["the package", ""],
  ["the simulator", "simulator"],
])("the bill of materials of %s", (_, workspace) => {
  const manifest = manifestOf(workspace);
  let sbom: Sbom;
  let names: string[];
  beforeAll(async () => {
    const environment = { PATH: process.env["PATH"], HOME: process.env["HOME"] };
    const { value, error } = await callTool("release/sbom.mjs", "sbomOf", [checkoutFolder, workspace], environment);
    expect(error).toBeUndefined();
    sbom = value as Sbom;
    names = sbom.components.map(({ name }) => name);
  });

  test("is CycloneDX 1.5 of that package in its version", () => {
    const { name, version } = manifest;
    expect(sbom).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.5" });
    expect(sbom.serialNumber).toMatch(/^urn:uuid:/);
    expect(sbom.metadata.component).toMatchObject({ type: "library", name, version, purl: `pkg:npm/${name}@${version}` });
  });

  test("has each dependency in its pinned version, and each component once", () => {
    const listed = sbom.components.map(({ name, version }) => `${name}@${version}`);
    expect(listed).toEqual(expect.arrayContaining(Object.entries(manifest.dependencies).map((each) => each.join("@"))));
    expect(new Set(listed).size).toBe(listed.length);
    for (const { name, version, purl } of sbom.components) {
      expect(purl).toBe(`pkg:npm/${name.replace("@", "%40")}@${version}`);
    }
  });

  test("has no tool of development, and not this repository's other packages", () => {
    const tools = ["typescript", "jest", "esbuild", "eslint", "fast-check", "@datadog/datadog-api-client", "gitlab-ci-local"];
    expect(Object.keys(manifestOf("").devDependencies ?? {})).toEqual(expect.arrayContaining(tools));
    const own = ["", "simulator", "policy"].map((folder) => manifestOf(folder).name);
    expect(names.filter((name) => [...tools, ...own].includes(name))).toEqual([]);
  });

  test("knows every component's licence, and each is one that users can take", () => {
    const notAllowed = sbom.components.filter(({ licenses = [] }) => {
      const ids = licenses.flatMap((each) =>
        "expression" in each ? each.expression.replace(/[()]/g, "").split(" AND ") : [each.license.id],
      );
      return ids.length === 0 || !ids.every((id) => allowed.includes(id));
    });
    expect(notAllowed).toEqual([]);
  });
});

test.each([
  ["plugin", ["@grpc/grpc-js", "@pulumi/pulumi", "axios", "google-protobuf", "zod"]],
  ["provider", ["axios", "follow-redirects", "p-queue", "p-retry"]],
])("the notices beside the %s's file have the licence's text of each package that is bundled", (room, packages) => {
  const notices = readFileSync(join(checkoutFolder, "dist", room, "NOTICES"), "utf8");
  const [, ...sections] = notices.split(/^(?=\S+ \S+ \(.*\)\n=+$)/m);
  const names = sections.map((section) => section.split(" ")[0]);
  expect(names).toEqual(expect.arrayContaining(packages));
  expect(names).not.toContain("typescript");
  // The shortest licence of those that are allowed is longer than that.
  expect(sections.filter((section) => section.length < 500)).toEqual([]);
});
