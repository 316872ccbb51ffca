import { normalizeTokenId, tokenIdFromPublicPortion } from "../datadog/token/token-id";
import type { TokenOwner } from "../datadog/token/token-owner";
import { warnings } from "../messages/warnings";
import { refreshRecords } from "../revocation/refresh";
import { refuseOtherOwner } from "../revocation/service-tokens/token-address";
import { optionDefaults } from "../schema/options";
import { tokenIdExpected } from "../schema/option-inputs";
import type { RevocationInputs } from "../schema/revocation-inputs";
import type { RevocationRecord } from "../schema/revocation-record";
import { stateOf, type RevocationState } from "../schema/revocation-state";
import { ConfigurationError } from "../session/configuration-error";
import { singleContext, type Process } from "./revocation-contexts";

/** A revocation that was there before the program: as it would have been declared, and as it is recorded. */
export interface AdoptedRevocation {
  inputs: RevocationInputs;
  state: RevocationState;
}

/**
 * Adopts a token that is dead already, without a DELETE. Nothing but a 404 is seen, so it is accepted as already revoked, and
 * not proven.
 *
 * @param id - the token's id, or its public portion.
 * @throws Error for a token that is alive, with what to do instead; DatadogError if Datadog does not tell.
 */
export async function adopt(id: string, owner: TokenOwner, process: Process): Promise<AdoptedRevocation> {
  const tokenId = normalizeTokenId(id) ?? tokenIdFromPublicPortion(id.trim());
  if (tokenId === undefined) {
    throw new ConfigurationError(`Nothing was imported: ${tokenIdExpected}`);
  }
  const { clock, log, settings } = process.session;
  const context = singleContext(process);
  const inputs: RevocationInputs = {
    tokenId,
    ...owner,
    site: settings.accounts.account().site(),
    ...optionDefaults,
  };
  const record: RevocationRecord = {
    ...inputs,
    status: "alreadyRevoked",
    notFoundAt: new Date(clock.now()).toISOString(),
  };
  const { aliveAgain } = await refreshRecords([record], context);
  if (aliveAgain.length > 0) {
    throw new Error(
      `The token "${tokenId}" is alive on ${inputs.site}, so there is no revocation to import, and nothing was sent but the question. ` +
        "Declare it instead: pulumi up revokes it.",
    );
  }
  await refuseOtherOwner(record, context);
  const organization = await context.organizationAt(record);
  await log.warn(warnings.alreadyRevoked([record], "notFound"));
  return {
    inputs,
    state: stateOf(inputs, { ...record, ...(organization !== undefined && { organization }) }),
  };
}
