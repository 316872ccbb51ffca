/** Writes the README's table of rooms anew from tools/lint/houses.mjs: `npm run rooms`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withRooms } from "./lint/readme-rooms.mjs";
import { checkoutFolder } from "./running/checkout.mjs";

const readme = join(checkoutFolder, "README.md");
writeFileSync(readme, withRooms(readFileSync(readme, "utf8")));
