import type { Session } from "../../../provider/session/session";
import { good, untold, wrong, type Finding } from "./finding";

/** The facts about the credentials whose permissions are looked at. */
interface Asker {
  /** The end of each subject: ` of eu`. */
  of: string;
  /** The id of their user. */
  user: string | undefined;
  kind: keyof typeof ofKind;
  /** The id of the access token that they are; undefined for all others. */
  ownTokenId: string | undefined;
}

const ofKind = {
  bearer: "this bearer token",
  keys: "a pair of keys",
  delegated: "the identity of a job",
} as const;

type AccountSite = Parameters<Session["client"]>[0];

/** Short: whoever asks a doctor does not wait for a rate limit. */
const patience = { deadlineSeconds: 10 };

/** Looks at what the credentials may read and revoke, by readings alone. */
export async function permissionFindings(
  session: Session,
  accountSite: AccountSite,
  asker: Asker,
): Promise<Finding[]> {
  return [
    await readingFinding(session, accountSite, asker),
    await revokingFinding(session, accountSite, asker),
  ];
}

async function readingFinding(
  session: Session,
  accountSite: AccountSite,
  { of, user }: Asker,
): Promise<Finding> {
  const subject = `reading${of}`;
  try {
    return (await session.client(accountSite).readsOthers(user, patience))
      ? good(subject, "the list of access tokens is shown, with other people's.")
      : untold(
          subject,
          "the list of access tokens is shown, and nobody else's is on its first page. If others have tokens, the permission " +
            "org_app_keys_read is missing, and a 404 of theirs proves nothing.",
        );
  } catch (error) {
    return wrong(
      subject,
      `the list of access tokens can't be read, so nothing that is revoked can be verified. They need org_app_keys_read, or user_app_keys for tokens of their own user.\n${messageOf(error)}`,
    );
  }
}

async function revokingFinding(
  session: Session,
  accountSite: AccountSite,
  { of, user, ownTokenId, kind }: Asker,
): Promise<Finding> {
  const subject = `revoking${of}`;
  if (ownTokenId === undefined) {
    return untold(
      subject,
      `what ${ofKind[kind]} may revoke can't be told without a DELETE. It needs org_app_keys_write, or user_app_keys for tokens of its own user.`,
    );
  }
  try {
    return revokingOf(subject, await ownScopes(session, accountSite, { user, ownTokenId }));
  } catch (error) {
    return untold(subject, `the scopes of the run's own token can't be read.\n${messageOf(error)}`);
  }
}

/** Judges what a token with these scopes may revoke, as far as its user's roles let it. */
function revokingOf(subject: string, scopes: readonly string[] | undefined): Finding {
  if (scopes === undefined) {
    return untold(subject, "Datadog does not show the scopes of the run's own token.");
  }
  const shown = scopes.length === 0 ? "no scope" : `the scopes ${scopes.join(", ")}`;
  if (scopes.includes("org_app_keys_write")) {
    return good(
      subject,
      "the run's own token has the scope org_app_keys_write. What its user's roles take from it can't be told without a DELETE.",
    );
  }
  return scopes.includes("user_app_keys")
    ? untold(
        subject,
        "the run's own token has the scope user_app_keys: it may revoke tokens of its own user, and nobody else's.",
      )
    : wrong(
        subject,
        `the run's own token may revoke nothing: it has ${shown}. It needs org_app_keys_write, or user_app_keys for its own user's.`,
      );
}

/** The scopes of the token that a run works with: a person's is asked for as such, then as that of the user, a service account. */
async function ownScopes(
  session: Session,
  accountSite: AccountSite,
  { user, ownTokenId }: { user: string | undefined; ownTokenId: string },
): Promise<readonly string[] | undefined> {
  const client = session.client(accountSite);
  const own =
    (await client.find(ownTokenId, patience)) ??
    (user === undefined ? undefined : await client.find(ownTokenId, { ...patience, serviceAccountId: user }));
  return own?.scopes;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
