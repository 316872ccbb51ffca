import { startSimulator, type Simulator, type SimulatorOptions } from "datadog-token-simulator";
import { CliStack } from "./cli-stack";
import { fixedBytes } from "./fixed-bytes";
import { keys } from "./incident";
import { createPulumiEnvironment, type PulumiEnvironment } from "./pulumi-environment";

/** A simulated Datadog, and a stack of a program in plain JavaScript whose provider asks it with `keys`. */
export interface RecordIncident {
  datadog: Simulator;
  pulumi: PulumiEnvironment;
  stack: CliStack;
  /** The token's whole text, as a leak would show it. */
  text: (tokenId: string) => string;
  isAlive: (...tokenIds: string[]) => boolean[];
  /** The ids of the tokens that were asked to be revoked since the ledger was cleared, sorted. */
  deletes: () => string[];
  /** Another simulated Datadog, which ends with this one. */
  anotherDatadog: (options: SimulatorOptions) => Promise<Simulator>;
  /** Ends everything, whatever happened; fails if a secret is in what was printed. */
  end: () => Promise<void>;
}

/** The credentials of all who may do anything. */
export const adminCredentials = { apiKey: keys.DD_API_KEY, appKey: keys.DD_APP_KEY };

/** Starts an incident; end it, whatever happened. */
export async function startRecordIncident(options: SimulatorOptions = {}): Promise<RecordIncident> {
  const pulumi = await createPulumiEnvironment();
  const datadog = await startSimulator({
    credentials: adminCredentials,
    randomBytes: fixedBytes,
    ...options,
  });
  const stack = await CliStack.create(pulumi, { ...keys, DD_API_URL: datadog.url });
  const all = [datadog];
  return {
    datadog,
    pulumi,
    stack,
    text: (tokenId) => datadog.tokens.get(tokenId)?.text ?? "no such token",
    isAlive: (...tokenIds) => tokenIds.map((tokenId) => datadog.tokens.isAlive(tokenId)),
    deletes: () =>
      datadog.ledger
        .entries({ method: "DELETE" })
        .map(({ tokenId = "" }) => tokenId)
        .sort(),
    anotherDatadog: async (others) => {
      const other = await startSimulator({ randomBytes: fixedBytes, ...others });
      all.push(other);
      return other;
    },
    end: async () => {
      const texts = all.flatMap(({ tokens }) => tokens.list().map(({ text }) => text.slice(-36)));
      await Promise.all(all.map((each) => each.close()));
      await pulumi.remove();
      for (const secret of [...texts, ...Object.values(keys)]) {
        expect(stack.transcript.includes(secret)).toBe(false);
      }
      expect(all.flatMap(({ ledger }) => ledger.violations())).toEqual([]);
    },
  };
}
