/** How long after our DELETE a token that is still alive may only be slow to die, in seconds. */
export const settlingSeconds = 60;
