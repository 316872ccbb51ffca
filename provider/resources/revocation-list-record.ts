import type { dynamic } from "@pulumi/pulumi";
import { counted } from "../tasks/progress";
import { revokesOnDelete, type RevokeOn } from "../schema/options";
import { problemWithList } from "../check/max-revocations";
import type { Session } from "../session/session";

/** One resource of a list, as far as its end is concerned. */
export interface DeclaredRevocation {
  revokeOn: RevokeOn;
  /** How many tokens a batch holds; absent for a single revocation. */
  tokens?: number;
}

/** What a list has declared, by the resources' names, so that the next preview can say what is missing from it. */
export interface RevocationListRecord {
  /** The list's file, as the program names it. */
  file: string;
  declared: Record<string, DeclaredRevocation>;
}

type Inputs = RevocationListRecord & { __provider?: unknown };

/**
 * Remembers what a list has declared. It calls nobody. A preview can so say what is taken out of the list and
 * what becomes of the tokens, which the engine's own `delete` does not tell, and refuse a list with too many new ones.
 */
export class RevocationListRecordProvider implements dynamic.ResourceProvider<Inputs, RevocationListRecord> {
  constructor(private readonly session: Session) {}

  configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    this.session.configure(config);
    return Promise.resolve();
  }

  check(olds: Inputs, news: Inputs): Promise<dynamic.CheckResult<Inputs>> {
    const { settings } = this.session;
    const problems = settings.problems();
    const tooMany =
      problems.length === 0 ? problemWithList(olds, news, settings.maxRevocations()) : undefined;
    const failures = (tooMany === undefined ? problems : [tooMany]).map((reason) => ({
      property: "",
      reason,
    }));
    return Promise.resolve({ inputs: { ...news }, failures });
  }

  async diff(_id: string, olds: RevocationListRecord, news: Inputs): Promise<dynamic.DiffResult> {
    for (const message of takenOut(olds, news)) {
      await this.session.log.info(message);
    }
    return { changes: JSON.stringify(recordOf(olds)) !== JSON.stringify(recordOf(news)) };
  }

  create(inputs: Inputs): Promise<dynamic.CreateResult<RevocationListRecord>> {
    return Promise.resolve({ id: "list", outs: recordOf(inputs) });
  }

  read(id: string, state?: RevocationListRecord): Promise<dynamic.ReadResult<RevocationListRecord>> {
    return Promise.resolve({ id, ...(state && { props: state }) });
  }

  update(
    _id: string,
    _olds: RevocationListRecord,
    news: Inputs,
  ): Promise<dynamic.UpdateResult<RevocationListRecord>> {
    return Promise.resolve({ outs: recordOf(news) });
  }

  delete(): Promise<void> {
    return Promise.resolve();
  }
}

/** What is to be said of everything that a list no longer declares. */
export function takenOut(olds: RevocationListRecord, news: RevocationListRecord): string[] {
  return Object.entries(olds.declared)
    .filter(([name]) => !(name in news.declared))
    .map(([name, declared]) => `${name} is taken out of ${news.file}: ${consequenceOf(declared)}`);
}

function consequenceOf({ revokeOn, tokens = 1 }: DeclaredRevocation): string {
  const isOne = tokens === 1;
  const subject = isOne ? "its token" : `its ${counted(tokens)} tokens`;
  if (revokeOn === "delete") {
    return `${subject} had been left alive until now, and this revokes ${isOne ? "it" : "them"} for good.`;
  }
  const stays = `${subject} ${isOne ? "stays" : "stay"} revoked, since Datadog has no way back`;
  return revokesOnDelete(revokeOn)
    ? `${stays}; one more DELETE makes sure, then the record leaves the state.`
    : `${stays}; no request is sent, and the record leaves the state.`;
}

/** In an order that is always the same. */
function recordOf({ file, declared }: RevocationListRecord): RevocationListRecord {
  return {
    file,
    declared: Object.fromEntries(
      Object.entries(declared)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { revokeOn, tokens }]) => [name, { revokeOn, ...(tokens !== undefined && { tokens }) }]),
    ),
  };
}
