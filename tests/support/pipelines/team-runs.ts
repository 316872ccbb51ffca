import { keys, startIncident, type Incident } from "../engine/incident";
import { DatadogNetwork } from "../locate/datadog-network";
import type { TeamProgram } from "./program/team-program";
import { TeamRepository } from "./team-repository";

/** A team's repository whose workflows run against a simulated Datadog, and the logs of all that ran. */
export class TeamRuns {
  readonly incident: Incident;
  readonly team: TeamRepository;
  readonly #network: DatadogNetwork;
  #logs = "";

  private constructor(incident: Incident, network: DatadogNetwork, team: TeamRepository) {
    this.incident = incident;
    this.#network = network;
    this.team = team;
  }

  static async start(program?: TeamProgram): Promise<TeamRuns> {
    const incident = await startIncident({ secondRevocation: 404 });
    const network = await DatadogNetwork.start(incident.pulumi.folder, { "datadoghq.com": incident.datadog });
    return new TeamRuns(
      incident,
      network,
      await TeamRepository.create(incident, network.environment, program),
    );
  }

  async run(workflow: Parameters<TeamRepository["run"]>[0]): ReturnType<TeamRepository["run"]> {
    const end = await this.team.run(workflow);
    this.#logs += end.log;
    return end;
  }

  alias(tokenId: string): string {
    return this.incident.datadog.tokens.get(tokenId)?.alias ?? "no such token";
  }

  isAlive(tokenId: string): boolean {
    return this.incident.datadog.tokens.isAlive(tokenId);
  }

  deletes(): (string | undefined)[] {
    return this.incident.datadog.ledger.entries({ method: "DELETE" }).map((request) => request.tokenId);
  }

  /** The lines of the logs since the last call that hold a token's text or a credential. */
  linesWithSecrets(): string[] {
    const secrets = [...this.incident.datadog.tokens.list().map(({ text }) => text), ...Object.values(keys)];
    const lines = this.#logs.split("\n");
    this.#logs = "";
    return lines.filter((line) => secrets.some((secret) => line.includes(secret)));
  }

  async end(): Promise<void> {
    await this.#network.close();
    await this.incident.end();
  }
}
