import { planList, type ListPlan } from "./list-plan";
import { readReportsOf, type LoadedList } from "./read-list";

/**
 * Reads a list's reports and decides what is declared.
 *
 * @throws ListError before anything is declared.
 */
export async function planOf(list: LoadedList): Promise<ListPlan> {
  return planList(await readReportsOf(list));
}
