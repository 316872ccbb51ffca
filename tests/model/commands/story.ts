import type { OnNotFound, RevokeOn } from "../../../provider/schema/options";
import type { DeclaredResource, Machine } from "../engine/run";
import type { ResourceType } from "../engine/provider-process";
import { fullCredentials } from "../world/credentials";
import type { Site } from "../../../provider/datadog";

/** The options of a resource, or of one token of a batch. */
export interface Options {
  site?: Site;
  revokeOn?: RevokeOn;
  onNotFound?: OnNotFound;
}

/** A resource as a person writes it down. */
export interface Written {
  name: string;
  /** Names that it had before and still answers to. */
  aliases?: readonly string[];
  type: ResourceType;
  options: Options & { site: Site; verify: boolean };
  /** One token for a single revocation. */
  tokens: readonly { tokenId: string; options: Options }[];
}

/** All that a person has written and set up: fast-check's model, against which nothing runs. */
export interface Story {
  program: readonly Written[];
  machine: Machine;
}

export const names = ["one", "two", "three", "four"] as const;

/** The beginning of every story: nothing is declared, and the credentials are good. */
export function emptyStory(): Story {
  return {
    program: [],
    machine: { credentials: fullCredentials(["a", "c"]), clockAheadMs: 0, environment: {} },
  };
}

/** The resource as the engine is told of it. */
export function declaredBy({ name, aliases = [], type, options, tokens }: Written): DeclaredResource {
  if (type === "single") {
    const [token] = tokens;
    return { name, aliases, type, inputs: { ...options, ...token?.options, tokenId: token?.tokenId } };
  }
  const revocations = Object.fromEntries(tokens.map((each) => [each.tokenId, each.options]));
  const file = type === "list" ? { file: "revocations.yaml" } : {};
  return { name, aliases, type, inputs: { ...options, revocations, evidence: true, ...file } };
}

/** One token as a program asks for it, every default in its place. */
export interface Asked {
  tokenId: string;
  site: Site;
  revokeOn: RevokeOn;
  verify: boolean;
}

/** The tokens that a program asks for. */
export function askedBy(program: readonly Written[]): Asked[] {
  return program.flatMap(({ options, tokens }) =>
    tokens.map(({ tokenId, options: own }) => ({
      tokenId,
      site: own.site ?? options.site,
      revokeOn: own.revokeOn ?? options.revokeOn ?? "both",
      verify: options.verify,
    })),
  );
}
