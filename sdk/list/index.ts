export { planOf } from "./plan-of";
export { loadList, type LoadedList } from "./read-list";
