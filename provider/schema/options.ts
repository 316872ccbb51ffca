/** The values that the options of a revocation take, as data: check, the argument types and the README's table follow it. */

/** At which end of the resource's life the DELETE is called. */
export const revokeOnValues = ["create", "delete", "both"] as const;
/** At which end of the resource's life the DELETE is called. */
export type RevokeOn = (typeof revokeOnValues)[number];

/** The meaning of a 404 to the DELETE: already revoked, or an error. */
export const onNotFoundValues = ["accept", "fail"] as const;
/** The meaning of a 404 to the DELETE: already revoked, or an error. */
export type OnNotFound = (typeof onNotFoundValues)[number];

/** The values of options that the program does not name. */
export const optionDefaults = {
  revokeOn: "both",
  onNotFound: "accept",
  verify: true,
} as const satisfies { revokeOn: RevokeOn; onNotFound: OnNotFound; verify: boolean };

/** Tells whether the DELETE is called when the resource is created. */
export function revokesOnCreate(revokeOn: RevokeOn): boolean {
  return revokeOn !== "delete";
}

/** Tells whether the DELETE is called when the resource is deleted. */
export function revokesOnDelete(revokeOn: RevokeOn): boolean {
  return revokeOn !== "create";
}
