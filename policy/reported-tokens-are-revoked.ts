import type { StackValidationPolicy } from "@pulumi/policy";
import { findTokens, type LeakReport } from "pulumi-datadog-token-revocation";

import { readReports } from "./stack/read-reports";
import { tokensOfStack, type StackTokens } from "./stack/tokens-of-stack";

interface Config {
  reports: string[];
  except: string[];
}

/** Closes the loop: what a scanner has found is revoked here, or it is written down why not. */
export const reportedTokensAreRevoked: StackValidationPolicy = {
  name: "reported-tokens-are-revoked",
  description: "Every token in the scanners' reports has a revocation in this stack.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Add the report to the list of revocations, or declare a revocation for each token; a token that is knowingly " +
    "left alone goes into this policy's except.",
  configSchema: {
    properties: {
      reports: {
        type: "array",
        items: { type: "string" },
        description:
          "Scanners' reports, by files or globs; a relative path starts at the policy pack's folder.",
        default: [],
      },
      except: {
        type: "array",
        items: {
          type: "string",
          pattern: "^(dd[ps]at_[0-9A-Za-z]{22}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$",
        },
        description: "Tokens that are knowingly left out, each by its public portion or its id.",
        default: [],
      },
    },
  },
  async validateStack(args, report) {
    const { reports: patterns, except } = args.getConfig<Config>();
    const { reports, problems } = await readReports(patterns);
    for (const problem of problems) {
      report(problem);
    }
    const declared = tokensOfStack(args.resources);
    const excepted = new Set(except.map(tokenIdOf));
    const missing = reports.flatMap((each) => missingFrom(each, declared, excepted));
    if (missing.length === 0) {
      return;
    }
    // The missing ones may be just those that are not known yet: the engine says so, and pulumi up decides.
    if (declared.unknown !== undefined) {
      throw declared.unknown;
    }
    for (const message of missing) {
      report(message);
    }
  },
};

const mostTokens = 20;

/** The message about the tokens of a report that are not revoked; none if all are. */
function missingFrom(
  { path, tokens }: LeakReport,
  { revoked, armed }: StackTokens,
  excepted: ReadonlySet<string>,
): string[] {
  const places = new Map<string, string>();
  for (const { tokenId, publicPortion, place } of tokens) {
    if (revoked.has(tokenId) || excepted.has(tokenId) || places.has(tokenId)) {
      continue;
    }
    const at = place.file === undefined ? place.link : [place.file, place.line].filter(Boolean).join(":");
    const why = armed.has(tokenId) ? ' (its revocation has revokeOn "delete", so it is alive)' : "";
    places.set(tokenId, `${publicPortion}${at === undefined ? "" : ` at ${at}`}${why}`);
  }
  if (places.size === 0) {
    return [];
  }
  const named = [...places.values()].slice(0, mostTokens).join(", ");
  const more = places.size > mostTokens ? `, and ${places.size - mostTokens} more` : "";
  const count = places.size === 1 ? "1 token is" : `${places.size} tokens are`;
  return [`${path}: ${count} not revoked by this stack: ${named}${more}.`];
}

function tokenIdOf(name: string): string {
  return findTokens(name)[0]?.tokenId ?? name.toLowerCase();
}
