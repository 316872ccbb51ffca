import { formatCount } from "../messages/wording";
import { declaredIn, type BatchInputs } from "../schema/batch-inputs";
import type { RawInputs } from "../schema/option-inputs";
import { revokesOnCreate, type RevokeOn } from "../schema/options";
import { isUnknown } from "../schema/unknown";
import type { Cap } from "../session/settings";

/**
 * Counts the new revocations of a run, single ones, batches and lists together, and says when there are more than the
 * cap: a change of a list that revokes a hundred tokens by mistake then fails in the preview, before anything is revoked.
 */
export class MaxRevocations {
  readonly #found = new Set<string>();

  /**
   * Takes a resource's inputs into account. The engine may check a resource twice: a token counts once.
   *
   * @returns the problem if there are too many by now.
   */
  problemWith(olds: RawInputs, news: RawInputs, cap: Cap | undefined): string | undefined {
    const former = new Set(revokedIn(olds));
    const own = revokedIn(news).filter((key) => !former.has(key));
    for (const key of own) {
      this.#found.add(key === unknownKey ? `${unknownKey} ${this.#found.size}` : key);
    }
    const count = this.#found.size;
    if (cap === undefined || count <= cap.most) {
      return undefined;
    }
    const { file } = news;
    const where = typeof file === "string" && own.length === count ? `in ${file}` : "so far in this run";
    return (
      `${formatCount(count)} new revocations ${where}, and ${cap.name} allows ${formatCount(cap.most)}. A revocation has ` +
      `no way back. If all of them are meant, allow them for this run with DD_MAX_REVOCATIONS=${count}, or for the stack with ` +
      `pulumi config set datadog:maxRevocations ${count}.`
    );
  }
}

const unknownKey = "unknown";

/** The tokens that inputs revoke at once, each by site and id. */
function revokedIn(inputs: RawInputs): string[] {
  const { tokenId, site, revokeOn, revocations } = inputs;
  if (isUnknown(tokenId ?? revocations)) {
    return revokesOnCreate(revokeOn as RevokeOn) ? [unknownKey] : [];
  }
  if (typeof tokenId === "string") {
    return revokesOnCreate(revokeOn as RevokeOn) ? [`${String(site)} ${tokenId}`] : [];
  }
  return declaredIn({ revocations: {}, ...(inputs as Partial<BatchInputs>) } as BatchInputs)
    .filter((declared) => revokesOnCreate(declared.revokeOn))
    .map((declared) => `${declared.site} ${declared.tokenId}`);
}
