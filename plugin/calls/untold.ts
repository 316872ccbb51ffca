import { ResourceInitFailedError } from "../../provider/resources/resource-init-failed-error";

/**
 * Fails a list of which not everything could be told, when everything else of it is done and recorded.
 *
 * @throws ResourceInitFailedError with what could not be told.
 */
export function failForUntold(id: string, state: object, untold: readonly string[]): void {
  if (untold.length > 0) {
    const reason = `Not all of the list could be told:\n${untold.join("\n\n")}`;
    throw new ResourceInitFailedError(id, reason, state, undefined);
  }
}
