import type { Simulator, SimulatorOptions } from "datadog-token-simulator";
import { keys, startDatadog } from "../engine/incident";
import { createPulumiEnvironment, type PulumiEnvironment } from "../engine/pulumi-environment";
import { LanguageStack } from "./language-stack";
import { pathWithoutPlugin } from "./path-without-plugin";
import { yamlProject, type YamlProgram } from "./yaml-program";

/** A simulated Datadog with two tokens, and a Pulumi that knows nothing of the machine's own. */
export interface PluginIncident {
  datadog: Simulator;
  pulumi: PulumiEnvironment;
  /** The environment of a stack whose plugin asks this Datadog with `keys`. */
  environment: Readonly<Record<string, string>> & { PATH: string };
  /** A stack of a YAML program, with that environment unless another one is given. */
  yamlStack: (program: YamlProgram, environment?: Readonly<Record<string, string>>) => Promise<LanguageStack>;
  /** The requests since the ledger was cleared, such as `DELETE 204`, but for those that ask who it is that asks. */
  requests: () => string[];
  deletes: () => number;
  end: () => Promise<void>;
}

/** Starts an incident; end it, whatever happened. */
export async function startPluginIncident(options: SimulatorOptions = {}): Promise<PluginIncident> {
  const pulumi = await createPulumiEnvironment();
  const datadog = await startDatadog(options);
  const environment = { ...keys, DD_API_URL: datadog.url, PATH: await pathWithoutPlugin(pulumi.folder) };
  return {
    datadog,
    pulumi,
    environment,
    yamlStack: (program, ofStack = environment) =>
      LanguageStack.create(pulumi, ofStack, { "Pulumi.yaml": yamlProject(program) }),
    requests: () =>
      datadog.ledger
        .entries()
        .filter(({ path }) => path !== "/api/v2/current_user")
        .map(({ method, status }) => `${method} ${status ?? ""}`),
    deletes: () => datadog.ledger.count({ method: "DELETE" }),
    end: async () => {
      expect(datadog.ledger.violations()).toEqual([]);
      await datadog.close();
      await pulumi.remove();
    },
  };
}
