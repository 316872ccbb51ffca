import { times } from "./figures";
import type { DoorLanguage, PluginStartSample, Results } from "./samples";
import { doorSpread, pluginStartSpread } from "./summaries";
import { inSeconds, missing, target, type Target } from "./target";

/** The targets of table 5: the plugin beside the dynamic provider of the same rounds. */
export function doorTargets({ doors }: Results): Target[] {
  const { samples = [], starts = [] } = doors ?? {};
  const seconds = (language: DoorLanguage) => doorSpread(samples, language)?.median ?? missing;
  const start = (process: PluginStartSample["process"]) =>
    pluginStartSpread(starts, process)?.median ?? missing;
  const atMost = (limit: number) => (value: number) => value <= limit;
  return [
    target("The first DELETE of a program in YAML takes at most 0.4 × that of one in TypeScript", {
      value: seconds("yaml") / seconds("typescript"),
      show: times,
      isMet: atMost(0.4),
    }),
    target("The first DELETE of a program in Python takes at most 0.6 × that of one in TypeScript", {
      value: seconds("python") / seconds("typescript"),
      show: times,
      isMet: atMost(0.6),
    }),
    target("The plugin tells its port within 0.25 s", {
      value: start("plugin"),
      show: inSeconds,
      isMet: atMost(0.25),
    }),
    target("The plugin tells its port within 1.3 × a Node.js that compiles its bundle and ends", {
      value: start("plugin") / start("floor"),
      show: times,
      isMet: atMost(1.3),
    }),
  ];
}
