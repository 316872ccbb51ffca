/** The folders of the programs that are measured. */
export const programs = {
  /** A dynamic resource that does nothing. */
  floor: "floor/do-nothing",
  /** A dynamic resource that sends one DELETE. */
  firstRequest: "floor/first-request",
  single: "programs/single",
  batch: "programs/batch",
  handwritten: "baselines/handwritten",
} as const;
