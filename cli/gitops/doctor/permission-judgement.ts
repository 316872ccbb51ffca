import { good, untold, wrong, type Finding } from "./finding";

/** The permissions that matter here, by Datadog's names. */
const permissions = [
  "org_app_keys_read",
  "org_app_keys_write",
  "user_app_keys",
  "service_account_write",
] as const;
type Permission = (typeof permissions)[number];

/** The knowledge of what credentials may do. */
export interface Held {
  kind: keyof typeof scoped;
  /** The permissions that the roles of their user grant; undefined if they are not shown. */
  roles: ReadonlySet<string> | undefined;
  /** The scopes of the access token that they are; undefined if they are none, or if its scopes are not shown. */
  scopes: readonly string[] | undefined;
}

/** The credentials of each kind whose scopes may take from the roles. */
const scoped = {
  ownToken: "the run's own token",
  bearer: "the bearer token",
  keys: "the application key",
  delegated: "the job's token",
} as const;

/** Tells whether the roles of the user grant a permission, and the scopes leave it. Undefined if that is not told. */
function has({ roles, scopes }: Held, permission: Permission): boolean | undefined {
  const told = [roles?.has(permission), scopes?.includes(permission)];
  if (told.includes(false)) {
    return false;
  }
  return told.includes(undefined) ? undefined : true;
}

/** Judges what credentials may revoke. */
export function revokingOf(subject: string, held: Held): Finding {
  const everybodys = has(held, "org_app_keys_write");
  const own = has(held, "user_app_keys");
  const shown = shownOf(held);
  const needed = "A DELETE takes org_app_keys_write, or user_app_keys for tokens of one's own user.";
  if (everybodys === false && own === false) {
    return wrong(subject, `nothing, every DELETE would be refused. ${shown} ${needed}`);
  }
  if (held.roles === undefined && held.scopes === undefined) {
    return untold(subject, `it can't be told without a DELETE. ${shown} ${needed}`);
  }
  const restricted =
    has(held, "service_account_write") === false
      ? " Below service accounts nothing: service_account_write is missing."
      : "";
  if (everybodys === true) {
    return good(subject, `everybody's access tokens. ${shown}${restricted}`);
  }
  const whose = everybodys === false ? "tokens of their own user alone" : "everybody's access tokens";
  const limits = (everybodys === false ? own : everybodys) === undefined ? ", as far as is told" : "";
  return untold(subject, `${whose}${limits}. ${shown}${restricted}`);
}

/** Judges what credentials may read whose list shows nobody else's tokens. */
export function readingOf(subject: string, held: Held): Finding {
  const shown = "the list of access tokens is shown, and nobody else's is on its first page.";
  switch (has(held, "org_app_keys_read")) {
    case true:
      return good(subject, `${shown} They may read everybody's (org_app_keys_read).`);
    case false:
      return untold(
        subject,
        `${shown} The permission org_app_keys_read is missing, so a 404 of anybody else's token proves nothing.`,
      );
    case undefined:
      return untold(
        subject,
        `${shown} If others have tokens, the permission org_app_keys_read is missing, and a 404 of theirs proves nothing.`,
      );
  }
}

/** Sentences on the scopes and the roles by which it is judged. */
function shownOf({ kind, roles, scopes }: Held): string {
  const ofScopes = scopes === undefined ? "not shown, if it has any" : namesIn(scopes);
  const ofRoles =
    roles === undefined
      ? "not shown (user_access_read is needed)"
      : namesIn(permissions.filter((each) => roles.has(each)));
  return `Scopes of ${scoped[kind]}: ${ofScopes}. Permissions of its user's roles, of those that matter here: ${ofRoles}.`;
}

function namesIn(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}
