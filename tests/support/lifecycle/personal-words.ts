import { tokenOwnerOf, type TokenOwner } from "../../../provider/datadog/token/token-owner";
import type { Outcome } from "./outcome";
import type { ResourceUnderTest } from "./resource-under-test";

/** The part of a life that says something. */
type Told = Pick<ResourceUnderTest, "create" | "refresh" | "update" | "destroy" | "takeOut" | "recordOf">;

/** A service account's token is told of in the words of a personal one, so that one table of behaviours is about both. */
export function inPersonalWords(message: string): string {
  return message.replace(/\b(personal |service )?access token/gi, (noun) =>
    noun.startsWith("S") || noun.startsWith("P") ? "Personal access token" : "personal access token",
  );
}

/** The same life, whose failures and records say nothing of the owner that every state must tell. */
export function toldAsPersonal<Of extends Told>(life: Of, owner: TokenOwner): Of {
  const worded = async (outcome: Promise<Outcome>): Promise<Outcome> => {
    const { failure, ...rest } = await outcome;
    return failure === undefined ? rest : { ...rest, failure: inPersonalWords(failure) };
  };
  return {
    ...life,
    create: (options) => worded(life.create(options)),
    refresh: (state) => worded(life.refresh(state)),
    update: (state, options) => worded(life.update(state, options)),
    destroy: (state) => worded(life.destroy(state)),
    takeOut: (state) => worded(life.takeOut(state)),
    recordOf: (state) => {
      const record = life.recordOf(state);
      if (record === undefined) {
        return undefined;
      }
      expect(tokenOwnerOf(record)).toEqual(owner);
      const { kind: _, serviceAccountId: __, ...rest } = record;
      return rest;
    },
  };
}
