import { callTool } from "../tool-process";

const wanted = {
  "": { version: "0.1.0" },
  "node_modules/axios": { version: "1.21.1", integrity: "sha512-a" },
  "node_modules/for-another-platform": { version: "1.0.0", optional: true },
  "node_modules/example": { resolved: "examples/example", link: true },
};
const axios = "node_modules/axios";
const link = { "node_modules/example": wanted["node_modules/example"] };

test.each([
  ["is as the lock file says", { ...link, [axios]: wanted[axios] }, null],
  [
    "has an extra package",
    { ...link, [axios]: wanted[axios], "node_modules/extra": { version: "1.0.0" } },
    null,
  ],
  ["is nothing, or was cut short", null, "nothing is installed yet"],
  [
    "has another version",
    { ...link, [axios]: { version: "1.20.0", integrity: "sha512-b" } },
    "package-lock.json asks for 1 package(s) other than installed, such as node_modules/axios",
  ],
  [
    "has other bytes of the same version",
    { ...link, [axios]: { version: "1.21.1", integrity: "sha512-b" } },
    "package-lock.json asks for 1 package(s) other than installed, such as node_modules/axios",
  ],
  [
    "lacks a package",
    link,
    "package-lock.json asks for 1 package(s) other than installed, such as node_modules/axios",
  ],
  [
    "lacks the link to a package of this workspace",
    { [axios]: wanted[axios] },
    "package-lock.json asks for 1 package(s) other than installed, such as node_modules/example",
  ],
])("whether to install where what is installed %s", async (_, installed, reason) => {
  const args = installed === null ? [wanted] : [wanted, installed];

  expect((await callTool("toolchain/dependencies.mjs", "whyInstall", args)).value ?? null).toBe(reason);
});
