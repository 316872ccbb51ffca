import { createServer as createTlsServer } from "node:https";
import { LocalServers } from "../../unit/provider/datadog/support/local-server";
import { selfSignedCertificate } from "../../unit/provider/datadog/support/self-signed-certificate";
import { answers, type FaultName, isAnswered } from "./answers";

interface Origins {
  answered: string;
  unconnected: string;
  untrusted: string;
}

/** The addresses at which requests meet a fault, on this machine alone. */
export class FaultServers {
  /** The fault that is met now. */
  fault: FaultName = "500";
  /** The test's time. */
  now: () => number = Date.now;
  readonly #servers: LocalServers;
  readonly #origins: Origins;

  private constructor(servers: LocalServers, origins: Origins) {
    this.#servers = servers;
    this.#origins = origins;
  }

  static async start(): Promise<FaultServers> {
    const servers = new LocalServers();
    const started: { faulty?: FaultServers } = {};
    const answered = await servers.start((request, response) => {
      const { faulty } = started;
      if (faulty && isAnswered(faulty.fault)) {
        answers[faulty.fault](response, { nowMs: faulty.now(), request });
      }
    });
    const untrusted = await servers.listen(
      createTlsServer(selfSignedCertificate("localhost"), (_request, response) => response.end()),
    );
    const closed = new LocalServers();
    const { url: unconnected } = await closed.start(() => undefined);
    await closed.closeAll();
    const origins = { answered: answered.url, unconnected, untrusted: `https://localhost:${untrusted.port}` };
    started.faulty = new FaultServers(servers, origins);
    return started.faulty;
  }

  /** The origin that leads a request to the fault. */
  get origin(): string {
    switch (this.fault) {
      case "refused connection":
        return this.#origins.unconnected;
      case "invalid certificate":
        return this.#origins.untrusted;
      case "DNS failure":
        // No name of the DNS has a part of more than 63 letters: none is asked.
        return `http://${"x".repeat(64)}.invalid`;
      default:
        return this.#origins.answered;
    }
  }

  close(): Promise<void> {
    return this.#servers.closeAll();
  }
}
