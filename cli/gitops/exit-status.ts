/** The command's exit status. */
export const exitStatus = { done: 0, failed: 1, wrongOption: 2, drift: 3, aboveLimit: 4, unseen: 5 } as const;
