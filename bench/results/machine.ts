import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { installedPackagesFolder } from "../running/checkout";

/** The machine that the benchmark was run on. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGiB: number;
  platform: string;
  node: string;
  /** The CLI's version. */
  pulumi: string;
  /** The version of `@pulumi/pulumi`. */
  pulumiSdk: string;
}

/** @throws Error if Pulumi's CLI is not on PATH. */
export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    pulumi: execFileSync("pulumi", ["version"], { encoding: "utf8" }).trim().replace(/^v/, ""),
    pulumiSdk: versionOf("@pulumi/pulumi"),
  };
}

function versionOf(packageName: string): string {
  const manifest = readFileSync(join(installedPackagesFolder, packageName, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
