import type { RawInputs } from "../schema/option-inputs";
import { revokesOnCreate, type RevokeOn } from "../schema/options";
import { counted } from "../tasks/progress";
import type { DeclaredRevocation, RevocationListRecord } from "../resources/revocation-list-record";
import { isUnknown } from "../schema/unknown";

/** The most new revocations of a run, and the setting that says so. */
export interface Cap {
  most: number;
  name: string;
}

/**
 * Counts the new revocations of a run, single ones and batches together, and says when there are more than the cap: a
 * change of a list that revokes a hundred tokens by mistake then fails in the preview, before anything is revoked.
 */
export class RevocationCap {
  private readonly found = new Set<string>();

  /**
   * Takes a resource's inputs into account. The engine may check a resource twice: a token counts once.
   *
   * @returns what is wrong where there are too many by now.
   */
  problemWith(olds: RawInputs, news: RawInputs, cap: Cap | undefined): string | undefined {
    for (const token of newRevocationsIn(olds, news)) {
      this.found.add(isUnknown(token) ? `unknown ${this.found.size}` : `${String(news["site"])} ${token}`);
    }
    return problemWith(this.found.size, "so far in this run", cap);
  }
}

/** What is wrong where a list declares too many new revocations, which is known before the first of them is checked. */
export function problemWithList(
  olds: Partial<RevocationListRecord>,
  news: RevocationListRecord,
  cap: Cap | undefined,
): string | undefined {
  const count = Object.entries(news.declared)
    .map(([name, declared]) => newIn(olds.declared?.[name], declared))
    .reduce((sum, each) => sum + each, 0);
  return problemWith(count, `in ${news.file}`, cap);
}

function newIn(former: DeclaredRevocation | undefined, { revokeOn, tokens = 1 }: DeclaredRevocation): number {
  if (!revokesOnCreate(revokeOn)) {
    return 0;
  }
  if (former === undefined || !revokesOnCreate(former.revokeOn)) {
    return tokens;
  }
  return Math.max(tokens - (former.tokens ?? 1), 0);
}

/** The tokens that a resource would revoke and did not before, by its old and new inputs. */
function newRevocationsIn(olds: RawInputs, news: RawInputs): string[] {
  if (!revokesOnCreate(news["revokeOn"] as RevokeOn)) {
    return [];
  }
  const isOther = olds["site"] !== news["site"] || !revokesOnCreate(olds["revokeOn"] as RevokeOn);
  const former = new Set(isOther ? [] : tokensIn(olds));
  return tokensIn(news).filter((token) => !former.has(token));
}

function tokensIn({ tokenId, tokenIds }: RawInputs): string[] {
  const all: unknown[] = Array.isArray(tokenIds) ? tokenIds : [tokenIds ?? tokenId];
  return all.filter((token) => typeof token === "string");
}

function problemWith(count: number, where: string, cap: Cap | undefined): string | undefined {
  if (cap === undefined || count <= cap.most) {
    return undefined;
  }
  return (
    `${counted(count)} new revocations ${where}, and ${cap.name} allows ${counted(cap.most)}. A revocation has no way ` +
    `back. If all of them are meant, allow them for this run with DD_MAX_REVOCATIONS=${count}, or for the stack with ` +
    `pulumi config set datadog:maxRevocations ${count}.`
  );
}
