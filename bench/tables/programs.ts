/** The folders of the programs that are measured. */
export const programs = {
  /** A dynamic resource that does nothing. */
  floor: "floor/do-nothing",
  /** A dynamic resource that sends one DELETE. */
  firstRequest: "floor/first-request",
  single: "programs/single",
  batch: "programs/batch",
  javascript: "programs/doors/javascript",
  yaml: "programs/doors/yaml",
  /** A batch by the plugin. */
  yamlBatch: "programs/doors/yaml-batch",
  python: "programs/doors/python",
  go: "programs/doors/go",
  handwritten: "baselines/handwritten",
} as const;
