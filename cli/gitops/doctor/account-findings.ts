import type { Session } from "../../../provider/session/session";
import { permissionFindings } from "./permission-findings";
import { good, untold, wrong, type Finding } from "./finding";

type Account = ReturnType<Session["settings"]["accounts"]["asked"]>[number];
type AccountSite = Parameters<Session["client"]>[0];
type Identity = Awaited<ReturnType<Session["identityOf"]>>;

/** Looks at what the settings say, and at each account that a run would ask: its address, its credentials, and what they may do. */
export async function accountFindings(session: Session): Promise<Finding[]> {
  const { settings } = session;
  const problems = settings.problems().map((problem) => wrong("settings", problem));
  const accounts = settings.accounts.asked();
  const ofAccounts = await Promise.all(
    accounts.map((account) =>
      findingsOfAccount(session, account, accounts.length === 1 ? "" : ` of ${account.name}`),
    ),
  );
  return [...problems, ...capFindings(session), ...ofAccounts.flat()];
}

async function findingsOfAccount(session: Session, account: Account, of: string): Promise<Finding[]> {
  let accountSite: AccountSite;
  let address: Finding;
  try {
    accountSite = { site: account.site(), account: account.name };
    address = addressFinding(session, accountSite, of);
  } catch (error) {
    return [wrong(`site${of}`, messageOf(error))];
  }
  try {
    return [address, ...(await findingsOfCredentials(session, account, { accountSite, of }))];
  } catch (error) {
    return [address, wrong(`credentials${of}`, messageOf(error))];
  }
}

async function findingsOfCredentials(
  session: Session,
  account: Account,
  { accountSite, of }: { accountSite: AccountSite; of: string },
): Promise<Finding[]> {
  const credentials = account.credentials();
  const identity = await session.identityOf(accountSite);
  const accepted = credentialsFinding(credentials, identity, `credentials${of}`);
  if (accepted.state === "wrong") {
    return [accepted];
  }
  const ownToken = [...session.ownTokens().values()].find((own) => own.account === account.name);
  return [
    accepted,
    organisationFinding(identity, `organisation${of}`),
    ...(await permissionFindings(session, accountSite, {
      of,
      user: identity.kind === "placed" ? identity.user : undefined,
      kind: credentials.kind,
      ownTokenId: ownToken?.tokenId,
    })),
  ];
}

function credentialsFinding(
  { kind, name, source }: ReturnType<Account["credentials"]>,
  identity: Identity,
  subject: string,
): Finding {
  const named = `${name} (${source})`;
  switch (identity.kind) {
    case "refused":
      return wrong(subject, `${named}: Datadog does not accept them. ${identity.problem}`);
    case "unknown":
      return wrong(subject, `${named}: ${identity.problem}`);
    case "valid":
      return good(subject, `${named}: Datadog accepts them.`);
    case "placed":
      // Without a user, it was the API key alone that was asked about.
      return kind === "keys" && identity.user === undefined
        ? untold(subject, `${named}: Datadog accepts the API key. Of the application key, the reading tells.`)
        : good(subject, `${named}: Datadog accepts them.`);
  }
}

function organisationFinding(identity: Identity, subject: string): Finding {
  return identity.kind === "placed"
    ? good(
        subject,
        [
          identity.organization,
          ...(identity.organizationName === undefined ? [] : [`"${identity.organizationName}"`]),
        ].join(", "),
      )
    : untold(
        subject,
        "Datadog does not say which it is, so no 404 proves that a token is gone. Give the credentials leave to read their own user.",
      );
}

function addressFinding(session: Session, accountSite: AccountSite, of: string): Finding {
  const { url, override } = session.addressOf(accountSite);
  const subject = `site${of}`;
  if (override === undefined) {
    return good(subject, `${accountSite.site} (${url})`);
  }
  const instead = `${override.name} asks ${override.host} in place of ${accountSite.site}`;
  return untold(
    subject,
    override.isLoopback
      ? `${instead}: a rehearsal on this machine. Datadog itself is not asked.`
      : `${instead}. The credentials go there, and what it answers is believed.`,
  );
}

function capFindings({ settings }: Session): Finding[] {
  try {
    const cap = settings.maxRevocations();
    return [
      cap === undefined
        ? untold(
            "cap",
            "none: one mistake in a list may revoke any number of tokens. Set one: pulumi config set datadog:maxRevocations 25",
          )
        : good("cap", `${cap.most} new revocations a run (${cap.name}).`),
    ];
  } catch {
    // It is among the settings' problems.
    return [];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
