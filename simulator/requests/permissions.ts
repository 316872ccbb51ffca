/** The permissions of credentials; what is left out is granted. */
export interface Permissions {
  /**
   * Whose tokens GET and the list show, Datadog's `org_app_keys_read` or `user_app_keys` alone: `none` is a 403, `own`
   * leaves the others' tokens out of the list. @defaultValue "all"
   */
  readonly read?: Reach;
  /** Whose tokens PATCH and DELETE take, Datadog's `org_app_keys_write` or `user_app_keys` alone; with `none` POST is a 403, too. @defaultValue "all" */
  readonly revoke?: Reach;
  /** The response where a token is somebody else's: which one Datadog gives is not known. @defaultValue 404 */
  readonly othersStatus?: 403 | 404;
  /** Datadog's `service_account_write`. False: whatever is asked for below a service account is a 403. @defaultValue true */
  readonly serviceAccounts?: boolean;
  /** False: `GET /api/v2/current_user` is a 403. @defaultValue true */
  readonly currentUser?: boolean;
  /** Datadog's `user_access_read`. False: what the roles of a user permit is a 403. @defaultValue true */
  readonly userAccess?: boolean;
}

/** The tokens that a permission is about, those of the user whose credentials they are or everybody's. */
export type Reach = "all" | "own" | "none";

/** The user on whose behalf a request is made, and what that user may do. */
export interface Caller {
  readonly userId: string;
  /** True for a service account's token. */
  readonly serviceAccount: boolean;
  readonly permissions: Required<Permissions>;
}

/** Everything is permitted. */
const allPermissions: Required<Permissions> = {
  read: "all",
  revoke: "all",
  othersStatus: 404,
  serviceAccounts: true,
  currentUser: true,
  userAccess: true,
};

/** The permissions with what was left out. */
export function completePermissions(permissions: Permissions = {}): Required<Permissions> {
  return { ...allPermissions, ...permissions };
}

/** The permissions by the names that Datadog has for them. */
export function namesOf({
  read,
  revoke,
  serviceAccounts,
  userAccess,
}: Required<Permissions>): readonly string[] {
  return [
    ...(userAccess ? ["user_access_read"] : []),
    ...(read === "own" || revoke === "own" ? ["user_app_keys"] : []),
    ...(read === "all" ? ["org_app_keys_read"] : []),
    ...(revoke === "all" ? ["org_app_keys_write"] : []),
    ...(serviceAccounts ? ["service_account_write"] : []),
  ];
}

/** True if a permission of this reach is about a token of this owner. */
export function reaches(reach: Reach, { userId }: Caller, ownerId: string): boolean {
  return reach === "all" || (reach === "own" && ownerId === userId);
}
