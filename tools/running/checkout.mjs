import { fileURLToPath } from "node:url";

/** The top of the checkout, where package.json is; no slash at the end. */
export const checkoutFolder = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
