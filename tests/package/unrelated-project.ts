import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const program = `import { PersonalAccessTokenRevocation } from "pulumi-datadog-token-revocation";
import { Config } from "@pulumi/pulumi";

const revocation = new PersonalAccessTokenRevocation("leaked", { tokenId: new Config().require("tokenId") });
export const status = revocation.status;
`;

/**
 * Writes a Pulumi project that knows nothing of this checkout: its own folder, its own package.json, a small program
 * with one revocation, whose token is in the configuration as `tokenId`. Nothing is installed yet.
 *
 * @param folder where it goes; has to be outside the checkout, or Node.js would find the checkout's packages
 */
export async function writeUnrelatedProject(folder: string): Promise<void> {
  const files = {
    "index.ts": program,
    "Pulumi.yaml": "name: unrelated\nruntime: nodejs\n",
    "package.json": JSON.stringify({
      name: "unrelated",
      version: "1.0.0",
      private: true,
      main: "index.ts",
      dependencies: {
        "@pulumi/pulumi": "3.270.0",
        "@types/node": "24",
        "ts-node": "10.9.2",
        typescript: "6.0.3",
      },
    }),
    "tsconfig.json": JSON.stringify({
      compilerOptions: { target: "es2023", module: "node16", strict: true, types: ["node"] },
      files: ["index.ts"],
    }),
  };
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), content);
  }
}
