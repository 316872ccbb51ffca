/** The environment in which git knows nothing of the machine, and commits as a developer of the team. */
export const gitIdentity = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "A developer",
  GIT_AUTHOR_EMAIL: "developer@example.com",
  GIT_COMMITTER_NAME: "A developer",
  GIT_COMMITTER_EMAIL: "developer@example.com",
};
