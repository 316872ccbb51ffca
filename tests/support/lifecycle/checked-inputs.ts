import { InputChecker, type CheckedInputs } from "../../../provider/check/input-checker";
import type { NormalizeInputs, RawInputs } from "../../../provider/schema/option-inputs";
import { normalizeInputs } from "../../../provider/schema/revocation-inputs";
import { Session } from "../../../provider/session/session";
import { silentLog } from "./silent-log";

/** The circumstances of a check. */
interface Run {
  olds?: RawInputs;
  environment?: Record<string, string>;
  config?: Record<string, string>;
  /** @defaultValue those of a single revocation */
  normalize?: NormalizeInputs;
}

/** The checker of a run with these settings, and no others. */
export function checkerOf({ environment = {}, config = {} }: Run = {}): InputChecker {
  const session = new Session({ environment, log: silentLog });
  session.configure({ get: (key) => config[key] });
  return new InputChecker(session);
}

/** The first check of a run. */
export function check(
  news: RawInputs,
  { olds = {}, normalize = normalizeInputs, ...settings }: Run = {},
): CheckedInputs {
  return checkerOf(settings).check(olds, news, normalize);
}
