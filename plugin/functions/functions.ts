import { isUnknown } from "../../provider/schema/unknown";
import type { Session } from "../../provider/session/session";
import { revocationsIn } from "../../sdk/inputs/batched-revocation";
import { findTokens } from "../../sdk/reports/text/find-tokens";
import type { FunctionName } from "../schema/functions";
import type { Values } from "../wire/property-values";
import { getAccessTokens } from "./get-access-tokens";

/** A function: plain values in, plain values out. */
type PluginFunction = (given: Values, session: Session) => object | Promise<object>;

const functions: Readonly<Record<FunctionName, PluginFunction>> = {
  tokenIdFrom: ({ text }) => {
    const [first, ...others] = findTokens(textIn(text));
    if (first === undefined) {
      throw new Error(
        "No Datadog access token stands in this text: expected ddpat_ or ddsat_ and 22 letters and digits. The text is not shown on purpose.",
      );
    }
    if (others.some(({ tokenId }) => tokenId !== first.tokenId)) {
      throw new Error("More than one token stands in this text: findTokens names all of them.");
    }
    const { tokenId, kind, publicPortion } = first;
    return { tokenId, kind, publicPortion };
  },
  findTokens: ({ text }) => ({
    tokens: findTokens(textIn(text)).map(({ tokenId, kind, publicPortion, at: { line, column } }) => ({
      tokenId,
      kind,
      publicPortion,
      line,
      column,
    })),
  }),
  getAccessTokens,
  readRecord: (state) => ({ revocations: revocationsIn(state) }),
};

/**
 * Calls a function by its name.
 *
 * @throws Error for one that there is not, and with what is wrong with what is given.
 */
export async function callFunction(name: string, given: Values, session: Session): Promise<object> {
  if (!Object.hasOwn(functions, name)) {
    throw new Error(`There is no function ${JSON.stringify(name)}.`);
  }
  return functions[name as FunctionName](given, session);
}

function textIn(value: unknown): string {
  if (typeof value !== "string" || isUnknown(value)) {
    throw new Error("text: expected text.");
  }
  return value;
}
