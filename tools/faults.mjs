/** Writes the table of docs/faults.md anew from the one that the tests run: `npm run faults`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFaults } from "./docs/faults-page.mjs";
import { checkoutFolder } from "./running/checkout.mjs";

const page = join(checkoutFolder, "docs", "faults.md");
writeFileSync(page, withFaults(readFileSync(page, "utf8")));
