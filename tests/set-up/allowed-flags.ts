/**
 * Keeps the set of Node's allowed flags that axios looks into before every request: Node.js builds it once and for all,
 * but a test's `process` is Jest's copy, on which each look would build it anew, a fifth of what a request takes.
 */
Object.defineProperty(process, "allowedNodeEnvironmentFlags", { value: process.allowedNodeEnvironmentFlags });
