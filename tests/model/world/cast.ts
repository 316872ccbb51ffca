import type { WorldToken } from "./token";

/** The tokens of every world. The last is a slip of the pen: an id that nobody ever gave. */
export const cast: readonly Pick<WorldToken, "id" | "home" | "kind" | "isOwn">[] = [
  { id: idOf(0), home: "a", kind: "personal", isOwn: false },
  { id: idOf(1), home: "a", kind: "personal", isOwn: true },
  { id: idOf(2), home: "a", kind: "personal", isOwn: false },
  { id: idOf(3), home: "a", kind: "personal", isOwn: true },
  { id: idOf(4), home: "c", kind: "personal", isOwn: false },
  { id: idOf(5), home: "c", kind: "personal", isOwn: true },
  { id: idOf(6), home: "b", kind: "personal", isOwn: false },
  { id: idOf(7), home: "a", kind: "service that is not read", isOwn: false },
  { id: idOf(8), home: "a", kind: "service that is read", isOwn: false },
  { id: idOf(9), home: undefined, kind: "personal", isOwn: false },
];

/** Ids of other people's tokens, which only make the list long. */
export const crowd: readonly string[] = Array.from({ length: 260 }, (_, index) => idOf(1000 + index));

function idOf(index: number): string {
  return `10000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
}
