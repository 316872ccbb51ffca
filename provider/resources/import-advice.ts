/** What a person reads who tries to import a revocation. */
export const importAdvice =
  "A revocation can't be imported, and needs not be: declare it, and pulumi up adopts a token that is already revoked.";
