import { mindGarbage } from "./spare-memory";

/** Works on every item, a number of them at the same time: of thousands, those that wait take no memory. */
export async function forEachOf<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const takeTurns = async () => {
    for (const item of waiting) {
      await work(item);
      mindGarbage();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, takeTurns));
}
