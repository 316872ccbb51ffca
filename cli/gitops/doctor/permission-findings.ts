import type { Session } from "../../../provider/session/session";
import { good, wrong, type Finding } from "./finding";
import { readingOf, revokingOf, type Held } from "./permission-judgement";

/** The facts about the credentials whose permissions are looked at. */
interface Asker {
  /** The end of each subject: ` of eu`. */
  of: string;
  /** The id of their user. */
  user: string | undefined;
  kind: Held["kind"];
  /** The id of the access token that they are; undefined for all others. */
  ownTokenId: string | undefined;
}

type AccountSite = Parameters<Session["client"]>[0];
type Client = ReturnType<Session["client"]>;

/** Short: whoever asks a doctor does not wait for a rate limit. */
const patience = { deadlineSeconds: 10 };

/** Looks at what the credentials may read and revoke, by readings alone. */
export async function permissionFindings(
  session: Session,
  accountSite: AccountSite,
  asker: Asker,
): Promise<Finding[]> {
  const client = session.client(accountSite);
  const held = await heldBy(client, asker);
  return [await readingFinding(client, asker, held), revokingOf(`revoking${asker.of}`, held)];
}

async function readingFinding(client: Client, { of, user }: Asker, held: Held): Promise<Finding> {
  const subject = `reading${of}`;
  try {
    return (await client.readsOthers(user, patience))
      ? good(subject, "the list of access tokens is shown, with other people's.")
      : readingOf(subject, held);
  } catch (error) {
    return wrong(
      subject,
      `the list of access tokens can't be read, so nothing that is revoked can be verified. They need org_app_keys_read, or user_app_keys for tokens of their own user.\n${messageOf(error)}`,
    );
  }
}

async function heldBy(client: Client, { user, kind, ownTokenId }: Asker): Promise<Held> {
  const roles = user === undefined ? undefined : await client.rolePermissions(user, patience);
  return ownTokenId === undefined
    ? { kind, roles, scopes: undefined }
    : { kind: "ownToken", roles, scopes: await ownScopes(client, user, ownTokenId) };
}

/** The scopes of the token that a run works with: a person's is asked for as such, then as that of the user, a service account. */
async function ownScopes(
  client: Client,
  user: string | undefined,
  ownTokenId: string,
): Promise<readonly string[] | undefined> {
  try {
    const own =
      (await client.find(ownTokenId, patience)) ??
      (user === undefined
        ? undefined
        : await client.find(ownTokenId, { ...patience, serviceAccountId: user }));
    return own?.scopes;
  } catch {
    // The finding on reading says why.
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
