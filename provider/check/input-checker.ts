import { defaultAccount, defaultSite, parseSite, type Site } from "../datadog";
import { sleepsThrough } from "../datadog/http/clock";
import type { NamedToken } from "../messages/wording";
import type { RevocationPlan } from "../revocation/plan";
import { declaredIn, type BatchInputs } from "../schema/batch-inputs";
import type { InputFailure, NormalizeInputs, RawInputs } from "../schema/option-inputs";
import { recordKey, type DeclaredRevocation } from "../schema/revocation-record";
import { DeclaredTokens } from "../session/declared-tokens";
import type { Session } from "../session/session";
import type { Settings } from "../session/settings";
import { addressFailures, placeInAccounts } from "./account-sites";
import { ambientSite, siteWarnings } from "./ambient-site";
import { MaxRevocations } from "./max-revocations";
import { OwnTokenOrder } from "./own-token-order";
import { removalFailures } from "./removal-failures";
import { orderProblem, withheldTokens } from "./withheld-tokens";

/** The result of a check: inputs with every default in its place, every wrong input, and what a person should know. */
export interface CheckedInputs {
  inputs: Record<string, unknown>;
  failures: InputFailure[];
  warnings: string[];
}

/** The time without a check after which a program has probably declared everything. */
const quietMs = 1_000;
/** The longest that a removal waits for that. */
const longestQuietWaitMs = 10_000;

/** Checks the inputs of all resources of a run, which count together. */
export class InputChecker {
  readonly #session: Session;
  readonly #maxRevocations: MaxRevocations;
  readonly #ownTokenOrder = new OwnTokenOrder();
  /**
   * The sites of revocations that are being replaced, by the new token's id. The engine checks a replacement a second
   * time, then without the old inputs: its site has to stick all the same.
   */
  readonly #sitesOfReplaced = new Map<string, Site>();
  readonly #declared: DeclaredTokens;
  #lastCheckAt = Number.NEGATIVE_INFINITY;
  #failures = 0;

  /** @param declared - the tokens that this run declares, in whatever resource. */
  constructor(session: Session, declared = new DeclaredTokens()) {
    this.#session = session;
    this.#declared = declared;
    this.#maxRevocations = new MaxRevocations((token) => declared.hasToken(token));
  }

  /**
   * Checks a program's inputs against the recorded ones. A site that the program does not name stays the recorded one:
   * a `DD_SITE` that is missing or different on another machine must not ask another organisation.
   *
   * @param olds - the inputs of the last `up`; empty for a new resource.
   */
  check(olds: RawInputs, news: RawInputs, normalize: NormalizeInputs): CheckedInputs {
    const { settings, clock } = this.#session;
    this.#lastCheckAt = clock.now();
    const ambient = ambientSite(settings);
    const recorded = this.#recordedSite(olds, news);
    const fallback = recorded ?? ("failure" in ambient ? undefined : ambient.site) ?? defaultSite;
    const { inputs, failures } = normalize(news, fallback);
    failures.push(...placeInAccounts(olds, news, inputs, this.#session));
    this.#noteDeclared(inputs);
    failures.push(...removalFailures(inputs));
    const isSiteNamed = [news["site"], news["account"]].some(
      (given) => given !== undefined && given !== null,
    );
    if (!isSiteNamed && "failure" in ambient) {
      failures.push({ property: "site", reason: ambient.failure });
    }
    if (
      failures.every(({ property }) => !/site$|account$/.test(property)) &&
      settings.accounts.problems.length === 0
    ) {
      failures.push(...addressFailures(inputs, this.#session, isSiteNamed));
    }
    const problems = this.#problems(olds, inputs, settings).map((reason) => ({ property: "", reason }));
    failures.push(...problems);
    const withheld =
      problems.length === 0
        ? withheldTokens(olds, inputs, this.#session, this.#ownTokenOrder)
        : { failures: [], warnings: [] };
    failures.push(...withheld.failures);
    if (failures.length > 0) {
      this.noteFailure();
    }
    return {
      inputs,
      failures,
      warnings: [
        ...withheld.warnings,
        ...(isSiteNamed
          ? []
          : siteWarnings(inputs, olds["site"] === undefined ? undefined : recorded, ambient)),
      ],
    };
  }

  /** Tells whether this run declares a token: the engine checks all resources before it deletes any. */
  isDeclared(token: NamedToken): boolean {
    return this.#declared.hasToken(token);
  }

  /** The resources of this run that have failed so far. */
  get failures(): number {
    return this.#failures;
  }

  /**
   * Waits until the program has probably declared everything: no resource was checked for a second, or ten have passed. A
   * batch that takes a token out while it is updated may come before the resource that takes it over.
   *
   * @returns false if more has failed than at the beginning, or the run is interrupted: then no more resources are checked.
   */
  async declarationsSettled(failuresBefore = this.#failures): Promise<boolean> {
    const { clock } = this.#session;
    const deadline = clock.now() + longestQuietWaitMs;
    for (;;) {
      const waitMs = Math.min(this.#lastCheckAt + quietMs, deadline) - clock.now();
      if (waitMs <= 0) {
        return this.#failures === failuresBefore;
      }
      if (!(await sleepsThrough(clock, waitMs))) {
        return false;
      }
    }
  }

  /** Notes that a resource of this run failed. */
  noteFailure(): void {
    this.#failures += 1;
  }

  /**
   * Counts the tokens that a plan revokes for good, and that were alive until now as far as the record says, though no new
   * input says so.
   *
   * @throws Error if there are too many by now.
   */
  countRevocations(plan: RevocationPlan, file?: string): void {
    const cap = this.#session.settings.maxRevocations();
    const revoked = plan.filter(({ action }) => action === "revoke").map(({ record }) => record);
    const takenOut = plan
      .filter(({ action, record }) => action === "remove" && record.status === "armed")
      .map(({ record }) => record);
    const tooMany = this.#maxRevocations.problemWithTokens({ revoked, takenOut }, file, cap);
    if (tooMany !== undefined) {
      this.noteFailure();
      throw new Error(tooMany);
    }
  }

  /**
   * Takes into account what an update does for tokens that its inputs do not tell of as new: those of a run that failed before.
   *
   * @throws Error if the run's own credential would not go last.
   */
  holdOrder(plan: RevocationPlan, isSingle: boolean): void {
    const problem = orderProblem(plan, isSingle, this.#session, this.#ownTokenOrder);
    if (problem !== undefined) {
      this.noteFailure();
      throw new Error(problem);
    }
  }

  #noteDeclared(inputs: RawInputs): void {
    const { tokenId, revocations } = inputs;
    if (typeof tokenId === "string") {
      this.#declared.add([recordKey(inputs as unknown as DeclaredRevocation)]);
    } else if (revocations !== undefined) {
      this.#declared.add(declaredIn(inputs as unknown as BatchInputs).map(recordKey));
    }
  }

  /** Finds what is wrong with the settings, and then with the number of new revocations: a wrong setting may be the cap. */
  #problems(olds: RawInputs, inputs: RawInputs, settings: Settings): string[] {
    const problems = settings.problems();
    if (problems.length > 0) {
      return problems;
    }
    const tooMany = this.#maxRevocations.problemWithInputs(olds, inputs, settings.maxRevocations());
    return tooMany === undefined ? [] : [tooMany];
  }

  /** The recorded site sticks as long as the account does: another account's is another organisation's. */
  #recordedSite(olds: RawInputs, { tokenId, account }: RawInputs): Site | undefined {
    const isSameAccount = (olds["account"] ?? defaultAccount) === (account ?? defaultAccount);
    const site = isSameAccount && typeof olds["site"] === "string" ? parseSite(olds["site"]) : undefined;
    if (typeof tokenId !== "string") {
      return site;
    }
    if (site === undefined) {
      return this.#sitesOfReplaced.get(tokenId);
    }
    this.#sitesOfReplaced.set(tokenId, site);
    return site;
  }
}
