import { claimOf, claims } from "../../../provider/schema/claim";
import { accountSiteName } from "../../../provider/datadog/token/account-site";
import { recordedRevocations } from "../../../provider/schema/recorded-revocations";
import type { RevocationRecord } from "../../../provider/schema/revocation-record";
import type { LeakReport, ReportedToken } from "../../../sdk/reports/findings/leak-report";

/** One record of a token, and the resource that holds it. */
export interface RecordedProof {
  record: RevocationRecord;
  /** The resource's name in the stack. */
  resource: string;
}

/** The part of a resource in `pulumi stack export` that is read here. */
interface ExportedResource {
  type?: string;
  urn?: string;
  outputs?: Record<string, unknown>;
}

/** The part of `pulumi stack export` that is read here. */
export interface ExportedStack {
  deployment?: { resources?: ExportedResource[] };
}

/** All records of every token that a stack revokes, by token id: one token may be recorded at several places. */
export function proofsIn({ deployment }: ExportedStack): Map<string, RecordedProof[]> {
  const proofs = new Map<string, RecordedProof[]>();
  for (const proof of (deployment?.resources ?? []).flatMap(recordedIn)) {
    const { tokenId } = proof.record;
    proofs.set(tokenId, [...(proofs.get(tokenId) ?? []), proof]);
  }
  return proofs;
}

/** The records that one resource of a stack holds. */
export function recordedIn({ type = "", urn = "", outputs = {} }: ExportedResource): RecordedProof[] {
  const resource = urn.split("::").at(-1) ?? "";
  return recordedRevocations({ type, props: outputs }).map((record) => ({ record, resource }));
}

/** The conditions under which a token counts as dead. */
export interface ProofOptions {
  /** Takes tokens that were accepted as already revoked on a 404 for dead: a person says so. */
  acceptNotFound: boolean;
}

/** Tells whether a token is dead for certain: every record of it says so, wherever it stands. */
function isProven(proofs: readonly RecordedProof[] | undefined, { acceptNotFound }: ProofOptions): boolean {
  return (
    proofs !== undefined &&
    proofs.length > 0 &&
    proofs.every(({ record }) => {
      const claim = claimOf(record);
      return claims[claim].isProof || (acceptNotFound && claim === "acceptedNotFound");
    })
  );
}

/** One line for each token of a report and each of its records, and whether all tokens are proven. */
export function proofOf(
  { tokens }: Pick<LeakReport, "tokens">,
  proofs: ReadonlyMap<string, RecordedProof[]>,
  options: ProofOptions,
): { lines: string[]; isComplete: boolean } {
  const each = [...new Map(tokens.map((token) => [token.tokenId, token])).values()];
  const lines = each.flatMap((token) => linesOf(token, proofs.get(token.tokenId), options));
  return { lines, isComplete: each.every(({ tokenId }) => isProven(proofs.get(tokenId), options)) };
}

function linesOf(
  { tokenId, publicPortion }: ReportedToken,
  proofs: readonly RecordedProof[] | undefined,
  options: ProofOptions,
): string[] {
  const name = `${publicPortion} (${tokenId})`;
  if (proofs === undefined || proofs.length === 0) {
    return [`✗ ${name}: not in the stack's record`];
  }
  return proofs.map(
    (proof) => `${isProven([proof], options) ? "✓" : "✗"} ${name}: ${describeProof(proof, options)}`,
  );
}

/** Sentence on what a record says of its token, where, and by which resource. */
export function describeProof({ record, resource }: RecordedProof, { acceptNotFound }: ProofOptions): string {
  const { organization, revokedAt, verifiedAt, notFoundAt } = record;
  const claim = claimOf(record);
  const times = [
    ...(revokedAt === undefined ? [] : [`revoked ${revokedAt}`]),
    ...(verifiedAt === undefined ? [] : [`verified ${verifiedAt}`]),
    ...(notFoundAt === undefined ? [] : [`not found ${notFoundAt}`]),
  ];
  const where = `on ${accountSiteName(record)}${organization === undefined ? "" : `, organisation ${organization}`}, by ${resource}`;
  const accepted = acceptNotFound && claim === "acceptedNotFound" ? ["accepted by --accept-not-found"] : [];
  return [claims[claim].words, ...times, where, ...accepted].join(", ");
}

/**
 * Finds the numbers of GitHub's secret-scanning alerts that may be closed: the alert's own secret is a token, nothing else,
 * and that token is proven. A text that only mentions a token is another secret, which may still be good.
 */
export function provenAlerts(
  { tokens }: Pick<LeakReport, "tokens">,
  proofs: ReadonlyMap<string, RecordedProof[]>,
  options: ProofOptions,
): string[] {
  const proven = new Map<string, boolean>();
  for (const { tokenId, place, isSecret } of tokens) {
    const [, number] = /\/secret-scanning\/(\d+)$/.exec(place.link ?? "") ?? [];
    if (number === undefined) {
      continue;
    }
    const isDead = isSecret === true && isProven(proofs.get(tokenId), options);
    proven.set(number, (proven.get(number) ?? true) && isDead);
  }
  return [...proven].filter(([, isDead]) => isDead).map(([number]) => number);
}
