import { globSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkoutFolder, copyExample } from "../support/engine/example-copy";
import { runCommand } from "../support/plugin/command";

/** The examples whose types Node.js strips, by their folders in `examples/`: nothing checks them while Pulumi runs. */
const stripped = globSync("**/Pulumi.yaml", {
  cwd: join(checkoutFolder, "examples"),
  exclude: (name) => name === "node_modules",
})
  .filter((file) =>
    readFileSync(join(checkoutFolder, "examples", file), "utf8").includes("typescript: false"),
  )
  .map(dirname)
  .sort();

const typecheck = (folder: string) => runCommand("npm", ["run", "--silent", "typecheck"], { cwd: folder });

test("there are examples whose types Node.js strips, and the first one that a person sees is among them", () => {
  expect(stripped).toContain("quickstart");
});

test.each(stripped)("npm run typecheck has nothing to say of examples/%s", async (example) => {
  expect(await typecheck(join(checkoutFolder, "examples", example))).toBe("");
});

test("npm run typecheck names an argument that there is not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "type-check-"));
  try {
    const copy = await copyExample("quickstart", folder);
    const program = join(copy, "index.ts");
    await writeFile(program, (await readFile(program, "utf8")).replace("tokenId:", "tokenID:"));
    await expect(typecheck(copy)).rejects.toMatchObject({
      stdout: expect.stringMatching(/index\.ts.*tokenID/) as string,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
