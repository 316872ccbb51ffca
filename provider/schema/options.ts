/** The values that the options of a revocation take, as data: check, the argument types and the README's table follow it. */

/** At which end of the resource's life the DELETE is called. */
export const revokeOnValues = ["create", "delete", "both"] as const;
/** At which end of the resource's life the DELETE is called. */
export type RevokeOn = (typeof revokeOnValues)[number];

/** What a 404 to the DELETE means: already revoked, or an error. */
export const onNotFoundValues = ["accept", "fail"] as const;
/** What a 404 to the DELETE means: already revoked, or an error. */
export type OnNotFound = (typeof onNotFoundValues)[number];

/** What an option is where the program does not name it. */
export const optionDefaults = {
  revokeOn: "both",
  onNotFound: "accept",
  verify: true,
} as const satisfies { revokeOn: RevokeOn; onNotFound: OnNotFound; verify: boolean };

/** Whether the DELETE is called when the resource is created. */
export function revokesOnCreate(revokeOn: RevokeOn): boolean {
  return revokeOn !== "delete";
}

/** Whether the DELETE is called when the resource is deleted. */
export function revokesOnDelete(revokeOn: RevokeOn): boolean {
  return revokeOn !== "create";
}
