/** Writes the tables of docs/guarantees.md anew from the code's own: `npm run guarantees`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withGuarantees } from "./docs/guarantees-page.mjs";
import { checkoutFolder } from "./running/checkout.mjs";

const page = join(checkoutFolder, "docs", "guarantees.md");
writeFileSync(page, withGuarantees(readFileSync(page, "utf8")));
