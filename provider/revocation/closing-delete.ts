/** How long the closing DELETE of a token that is known to be gone may hold up a destroy, in seconds. */
export const closingDeleteSeconds = 60;
