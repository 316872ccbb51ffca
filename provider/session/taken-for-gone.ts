import { normalizeTokenId, tokenIdFromPublicPortion } from "../datadog/token/token-id";
import type { Found } from "./setting-sources";

const expected =
  "expected token ids (UUIDs) and public portions (ddpat_ or ddsat_ and 22 letters and digits), with commas between them.";

/**
 * Tokens that a person says are gone: a 404 about one of them is accepted even if an earlier run saw it and this run's
 * credentials may not be shown it. It still proves nothing.
 */
export class TakenForGone {
  readonly #tokenIds: ReadonlySet<string | undefined>;
  /** The sentences about entries that name no token. */
  readonly problems: readonly string[];

  constructor(setting: Found | undefined) {
    const texts = setting?.value.split(/[,\s]+/).filter((text) => text !== "") ?? [];
    this.#tokenIds = new Set(texts.map((text) => normalizeTokenId(text) ?? tokenIdFromPublicPortion(text)));
    this.problems = this.#tokenIds.has(undefined) ? [`${setting?.name ?? ""}: ${expected}`] : [];
  }

  has(tokenId: string): boolean {
    return this.#tokenIds.has(tokenId);
  }
}
