import { houses } from "./houses.mjs";

const begin = "<!-- rooms: written by `npm run rooms` from tools/lint/houses.mjs -->";
const end = "<!-- /rooms -->";

/**
 * The README with the table of rooms between its two markers.
 *
 * @param {string} readme
 * @returns {string}
 * @throws {Error} if a marker is missing
 */
export function withRooms(readme) {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`The README has no place for the table of rooms: ${begin} and ${end}.`);
  }
  return `${readme.slice(0, from)}${begin}\n\n${table()}\n\n${readme.slice(to)}`;
}

function table() {
  return ["| Room | What it is |", "|---|---|", ...houses.flatMap(linesOf)].join("\n");
}

/** @param {(typeof houses)[number]} house */
function linesOf({ title, rooms, doors = [] }) {
  const shared = doors.map((room) => `\`${nameOf(room)}\``).join(" and ");
  return [
    `| **${title}** | ${shared && `each may import ${shared}, too`} |`,
    ...rooms.map(({ room, is }) => `| \`${nameOf(room)}\` | ${is} |`),
  ];
}

/** @param {string} room */
function nameOf(room) {
  return room.replace(/[/]$/, "");
}
