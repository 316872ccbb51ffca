export { planOf } from "./plan-of";
export { listOf, loadList, type LoadedList } from "./read-list";
