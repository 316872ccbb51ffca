import { spread, times } from "../results/figures";
import type { DoorLanguage, Results } from "../results/samples";
import { doorSpread, pluginStartSpread } from "../results/summaries";
import { doorNames } from "../results/variant-names";
import { markdownTable } from "./markdown-table";

/** Table 5: how much sooner the first DELETE is on the wire through the other door. */
export function doorsSection({ samples, starts }: NonNullable<Results["doors"]>): string[] {
  const typescript = doorSpread(samples, "typescript")?.median ?? Number.NaN;
  const rows = (Object.keys(doorNames) as DoorLanguage[]).flatMap((language) => {
    const seconds = doorSpread(samples, language);
    return seconds ? [[doorNames[language], spread(seconds), times(seconds.median / typescript)]] : [];
  });
  return [
    "## 5. The two doors beside each other",
    "One token, one resource; from the start of `pulumi up` to the arrival of the DELETE, as in table 3. Python's and Go's SDKs are generated and installed before, and Go's has been compiled once; its program is compiled in each run. Types are stripped as a current Node.js host has it done under `typescript: false`; the host below is told so by its `node`.",
    markdownTable(["", "seconds", "of TypeScript's"], rows),
    `From the start of the plugin's process, which has run before, to the line with its port: ${spread(pluginStartSpread(starts, "plugin"))} s. A Node.js that compiles the same bundle and ends: ${spread(pluginStartSpread(starts, "floor"))} s.`,
  ];
}
