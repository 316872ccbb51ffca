import { anyAccount } from "../datadog";
import { firstOf, formatCount, type NamedToken } from "../messages/wording";
import { declaredIn, type BatchInputs } from "../schema/batch-inputs";
import type { RawInputs } from "../schema/option-inputs";
import { revokesOnCreate, type RevokeOn } from "../schema/options";
import { recordKey, type DeclaredRevocation, type RevocationKey } from "../schema/revocation-record";
import { isUnknown } from "../schema/unknown";
import type { Cap } from "../session/settings";
import { tellByFile } from "../session/tell-by-file";

/**
 * Counts the tokens that a run would revoke for good, in whatever resource and by whatever way, and says when there are
 * more than the cap: a change of a list that revokes a hundred tokens by mistake then fails in the preview, before
 * anything is revoked. A token counts once, however often the engine asks.
 */
export class MaxRevocations {
  readonly #found = new Set<string>();
  /** Tokens that were left alive and are taken out: what another resource declares is only moved, and stays alive. */
  readonly #takenOut = new Map<string, RevocationKey>();
  readonly #isDeclared: (token: RevocationKey) => boolean;

  /** @param isDeclared - tells whether this run declares a token by now, in whatever resource and by whatever way of naming its account. */
  constructor(isDeclared: (token: RevocationKey) => boolean = () => false) {
    this.#isDeclared = isDeclared;
  }

  /** Takes a resource's inputs into account: what is new, and what had been left alive and is taken out. */
  problemWithInputs(olds: RawInputs, news: RawInputs, cap: Cap | undefined): string | undefined {
    const former = new FormerKeys(revokedIn(olds));
    const own = revokedIn(news).filter((key) => !former.has(key));
    return this.#problemWith(own, armedAndTakenOut(olds, news), { file: news["file"], cap });
  }

  /**
   * Takes tokens into account that are about to be revoked: those of a run that failed before, and those of a removal,
   * of which the inputs tell nothing.
   */
  problemWithTokens(
    { revoked, takenOut }: { revoked: readonly NamedToken[]; takenOut: readonly RevocationKey[] },
    file: unknown,
    cap: Cap | undefined,
  ): string | undefined {
    return this.#problemWith(revoked.map(recordKey), takenOut, { file, cap });
  }

  #problemWith(
    revoked: readonly string[],
    takenOut: readonly RevocationKey[],
    { file, cap }: { file: unknown; cap: Cap | undefined },
  ): string | undefined {
    for (const key of revoked) {
      this.#found.add(key === unknownKey ? `${unknownKey} ${this.#found.size}` : key);
    }
    for (const token of takenOut) {
      this.#takenOut.set(recordKey(token), token);
    }
    if (cap === undefined) {
      return undefined;
    }
    const own = revoked.length + takenOut.filter((token) => !this.#isDeclared(token)).length;
    const ended = this.#ended();
    const count = this.#found.size + ended.length;
    if (count <= cap.most || own === 0) {
      return undefined;
    }
    tellByFile(cap.aboveFile, `${count - cap.most}\n`);
    const where = typeof file === "string" && own === count ? `in ${file}` : "so far in this run";
    return (
      `${formatCount(count)} new revocations ${where}, and ${cap.name} allows ${formatCount(cap.most)}.${named([...this.#found, ...ended])} ` +
      `A revocation has no way back. If all of them are meant, allow them for this run with DD_MAX_REVOCATIONS=${count}, or for the stack with ` +
      `pulumi config set datadog:maxRevocations ${count}.`
    );
  }

  /** The keys of what is taken out and ends, found anew each time: a list that comes later may declare what an earlier one took out. */
  #ended(): string[] {
    return [...this.#takenOut]
      .filter(([key, token]) => !this.#found.has(key) && !this.#isDeclared(token))
      .map(([key]) => key);
  }
}

const unknownKey = "unknown";
const anyPlace = `${anyAccount} `;

/**
 * The keys that were declared before. A token that was declared for any account and now names one, or the other way round, is
 * among them: the record knows whether that is the same revocation, and if it is not, the diff counts it, or the check that
 * follows without the old inputs.
 */
class FormerKeys {
  readonly #keys: ReadonlySet<string>;
  #tokenIds: ReadonlySet<string> | undefined;

  constructor(keys: readonly string[]) {
    this.#keys = new Set(keys);
  }

  has(key: string): boolean {
    const tokenId = tokenIdIn(key);
    if (this.#keys.has(key) || this.#keys.has(anyPlace + tokenId)) {
      return true;
    }
    if (!key.startsWith(anyPlace)) {
      return false;
    }
    this.#tokenIds ??= new Set([...this.#keys].map(tokenIdIn));
    return this.#tokenIds.has(tokenId);
  }
}

/** The most tokens that the message names, so that it can be read whatever a list holds. */
const mostNamed = 30;

/** Names the tokens that count, as far as they are known: the check fails before a plan could show them. */
function named(keys: readonly string[]): string {
  const known = keys.filter((key) => !key.startsWith(`${unknownKey} `)).map(tokenIdIn);
  if (known.length === 0) {
    return "";
  }
  const names = firstOf([...new Set(known)], mostNamed);
  return known.length === keys.length ? ` They are ${names}.` : ` Known of them are ${names}.`;
}

function tokenIdIn(key: string): string {
  return key.slice(key.lastIndexOf(" ") + 1);
}

/** The tokens that inputs revoke at once, each by account, site and id. */
function revokedIn(inputs: RawInputs): string[] {
  const { tokenId, revokeOn, revocations } = inputs;
  if (isUnknown(tokenId ?? revocations)) {
    return revokesOnCreate(revokeOn as RevokeOn) ? [unknownKey] : [];
  }
  if (typeof tokenId === "string") {
    return revokesOnCreate(revokeOn as RevokeOn) ? [recordKey(inputs as unknown as DeclaredRevocation)] : [];
  }
  return declaredTokensIn(inputs)
    .filter((declared) => revokesOnCreate(declared.revokeOn))
    .map(recordKey);
}

/** The tokens of a batch that waited for their end, and that it no longer declares. */
function armedAndTakenOut(olds: RawInputs, news: RawInputs): DeclaredRevocation[] {
  if (isUnknown(news["revocations"])) {
    return [];
  }
  const declared = new Set(declaredTokensIn(news).map(recordKey));
  return declaredTokensIn(olds).filter(
    (former) => former.revokeOn === "delete" && !declared.has(recordKey(former)),
  );
}

function declaredTokensIn(inputs: RawInputs): DeclaredRevocation[] {
  return inputs["revocations"] === undefined ? [] : declaredIn(inputs as unknown as BatchInputs);
}
