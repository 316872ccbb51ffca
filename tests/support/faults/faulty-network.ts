import type { AttemptRequest, AttemptResult, SendAttempt } from "../../../provider/datadog/http/attempt";
import { createSender } from "../../../provider/datadog/http/send-request";
import type { Simulator } from "datadog-token-simulator";
import { silentFaults, type FaultName } from "./answers";
import type { FaultServers } from "./fault-servers";
import type { NetworkClock } from "./network-clock";

/** Real milliseconds after which a silent server is given up; the test's clock takes the whole time-out. */
const silenceMs = 25;
/** Real milliseconds that any other answer may take, whatever is left of the test's time: a busy machine is no fault. */
const patienceMs = 50_000;

/** A request as it is told by what meets a fault. */
interface TargetedRequest {
  method: string;
  path: string;
  /** The DELETEs before it. */
  deletes: number;
  /** It is for the first organisation, not for the other one. */
  isHome: boolean;
}

/** The requests that meet the fault. */
export type Target = (request: TargetedRequest) => boolean;

/** A fault that waits for its requests. */
export interface ArmedFault {
  fault: FaultName;
  target: Target;
  /** The requests that meet it: the first, or every one. */
  isOnce: boolean;
}

/** The real HTTP client, whose requests go where the matrix sends them: to the simulator, or to a fault. */
export class FaultyNetwork {
  /** Requests that met the fault. */
  met = 0;
  #deletes = 0;
  #armed: ArmedFault | undefined;
  readonly #servers: FaultServers;
  readonly #clock: NetworkClock;
  readonly #simulators: readonly Simulator[];
  readonly #sender = createSender();

  constructor(servers: FaultServers, clock: NetworkClock, simulators: readonly Simulator[]) {
    this.#servers = servers;
    this.#clock = clock;
    this.#simulators = simulators;
    servers.now = () => clock.now();
  }

  /** Lets requests meet a fault from now on. */
  arm(armed: ArmedFault): void {
    this.#armed = armed;
    this.#servers.fault = armed.fault;
    this.met = 0;
    this.#deletes = 0;
  }

  readonly send: SendAttempt = async (request) => {
    const { pathname: path } = new URL(request.url);
    const armed = this.#armed;
    const deletes = this.#deletes;
    this.#deletes += Number(request.method === "DELETE");
    const isHome = this.#ledHome(request).url.startsWith(this.#simulators[0]?.url ?? "");
    if (!armed?.target({ ...request, path, deletes, isHome }) || (armed.isOnce && this.met > 0)) {
      return this.#inTestTime(await this.#sendPatiently(this.#ledHome(request)));
    }
    this.met++;
    return this.#inTestTime(await this.#meet(armed.fault, this.#ledHome(request), path));
  };

  async #meet(fault: FaultName, request: AttemptRequest, path: string): Promise<AttemptResult> {
    if (fault === "lost afterwards") {
      const asked = this.#simulators.find(({ url }) => request.url.startsWith(url));
      asked?.faults.loseAnswer({ method: request.method, path });
      return this.#sendPatiently(request);
    }
    const { search } = new URL(request.url);
    const led = { ...request, url: `${this.#servers.origin}${path}${search}` };
    if (!silentFaults.includes(fault)) {
      return this.#sendPatiently(led);
    }
    const result = await this.#clock.during(this.#sender({ ...led, timeoutMs: silenceMs }));
    await this.#clock.sleep(request.timeoutMs);
    return result.kind === "timeout" ? { kind: "timeout", timeoutMs: request.timeoutMs } : result;
  }

  #sendPatiently(request: AttemptRequest): Promise<AttemptResult> {
    return this.#clock.during(this.#sender({ ...request, timeoutMs: patienceMs }));
  }

  /** Datadog's own hosts are the first simulator's here. */
  #ledHome(request: AttemptRequest): AttemptRequest {
    const [home] = this.#simulators;
    return { ...request, url: request.url.replace(/^https:\/\/api\.[\w.]+/, home?.url ?? "") };
  }

  /** A server's date is the real one; the client would take its own clock for wrong. */
  #inTestTime(result: AttemptResult): AttemptResult {
    return result.kind === "response"
      ? { ...result, headers: { ...result.headers, date: new Date(this.#clock.now()).toUTCString() } }
      : result;
  }
}
