import { omitUndefined } from "../../provider/datadog/token/omit-undefined";
import { recordedRevocations } from "../../provider/schema/recorded-revocations";
import type { LeakReport } from "../../sdk/reports/findings/leak-report";

/** A token as the state records it. */
export interface RecordedProof {
  status: string;
  revokedAt?: string;
  verifiedAt?: string;
}

/** The part of `pulumi stack export` that is read here. */
export interface ExportedStack {
  deployment?: { resources?: { type?: string; outputs?: Record<string, unknown> }[] };
}

/** The records of all tokens that a stack revokes, by id. */
export function proofsIn({ deployment }: ExportedStack): Map<string, RecordedProof> {
  const proofs = new Map<string, RecordedProof>();
  for (const { type = "", outputs = {} } of deployment?.resources ?? []) {
    for (const record of recordedRevocations({ type, props: outputs })) {
      const { tokenId, status, revokedAt, verifiedAt } = record;
      proofs.set(tokenId, { status, ...omitUndefined({ revokedAt, verifiedAt }) });
    }
  }
  return proofs;
}

/** Tells a token that is on record as gone from one that was only asked to go. */
function isVerified(proof: RecordedProof | undefined): proof is RecordedProof {
  return proof?.verifiedAt !== undefined && proof.status !== "armed";
}

/** One line for each token of a report, and whether all of them are verified as gone. */
export function proofOf(
  { tokens }: Pick<LeakReport, "tokens">,
  proofs: ReadonlyMap<string, RecordedProof>,
): { lines: string[]; isComplete: boolean } {
  const each = [...new Map(tokens.map((token) => [token.tokenId, token])).values()];
  const lines = each.map(({ tokenId, publicPortion }) => {
    const proof = proofs.get(tokenId);
    return `${isVerified(proof) ? "✓" : "✗"} ${publicPortion} (${tokenId}): ${describeProof(proof)}`;
  });
  return { lines, isComplete: each.every(({ tokenId }) => isVerified(proofs.get(tokenId))) };
}

function describeProof(proof: RecordedProof | undefined): string {
  if (proof === undefined) {
    return "not in the stack's record";
  }
  return [
    proof.status,
    ...(proof.revokedAt === undefined ? [] : [`revoked ${proof.revokedAt}`]),
    proof.verifiedAt === undefined ? "not verified" : `verified ${proof.verifiedAt}`,
  ].join(", ");
}

/** The numbers of GitHub's secret-scanning alerts whose every token is verified as gone. */
export function provenAlerts(
  { tokens }: Pick<LeakReport, "tokens">,
  proofs: ReadonlyMap<string, RecordedProof>,
): string[] {
  const proven = new Map<string, boolean>();
  for (const { tokenId, place } of tokens) {
    const [, number] = /\/secret-scanning\/(\d+)$/.exec(place.link ?? "") ?? [];
    if (number === undefined) {
      continue;
    }
    proven.set(number, (proven.get(number) ?? true) && isVerified(proofs.get(tokenId)));
  }
  return [...proven].filter(([, isProven]) => isProven).map(([number]) => number);
}
