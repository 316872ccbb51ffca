/** Writes revocations.schema.json anew from the loader's own types: `npm run schema`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "./running/checkout.mjs";

const { listJsonSchema } = await import("../dist/sdk/list/list-schema.js");
writeFileSync(
  join(checkoutFolder, "revocations.schema.json"),
  `${JSON.stringify(listJsonSchema(), null, 2)}\n`,
);
