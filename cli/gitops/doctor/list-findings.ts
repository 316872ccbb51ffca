import { existsSync } from "node:fs";
import { loadList, planOf } from "../../../sdk/list";
import { good, untold, wrong, type Finding } from "./finding";

/** Looks at the list, as an update would read it. */
export async function listFindings(list: string): Promise<Finding[]> {
  const subject = `list ${list}`;
  if (!existsSync(list)) {
    return [untold(subject, "there is none here. If the program reads another one, name it with --list.")];
  }
  try {
    const { revocations, warnings, failures } = await planOf(loadList(list));
    const entries = Object.values(revocations);
    const failing = entries.filter(({ onNotFound }) => onNotFound === "fail").length;
    return [
      good(subject, `no mistake; it names ${counted(entries.length)}.`),
      good(
        "onNotFound",
        `a 404 counts as already revoked, not as proven${failing === 0 ? "" : `; for ${failing} of them it is an error (fail)`}.`,
      ),
      ...warnings.map((warning) => untold(subject, warning)),
      ...failures.map((failure) => wrong(subject, failure)),
    ];
  } catch (error) {
    return [
      wrong(subject, `no update can read it.\n${error instanceof Error ? error.message : String(error)}`),
    ];
  }
}

function counted(count: number): string {
  return count === 1 ? "1 token" : `${count} tokens`;
}
