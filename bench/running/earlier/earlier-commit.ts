/** The last commit that parsed reports from their beginning to their end. */
export const earlierCommit = "48902b8";
