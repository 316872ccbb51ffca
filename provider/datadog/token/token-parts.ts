/**
 * The parts of a token's text, as sources of regular expressions:
 *
 * | part        | text                                                                          |
 * |-------------|-------------------------------------------------------------------------------|
 * | `prefix`    | `ddpat_` of a personal token, `ddsat_` of a service account's                 |
 * | `character` | a letter or a digit, of which alias and secret consist                        |
 * | `alias`     | 22 of them: the token's id in base 62                                         |
 * | `secret`    | 36 of them behind another `_`: the secret and its checksum                    |
 * | `end`       | no further character follows (takes up none itself)                           |
 */
export const tokenParts = {
  prefix: "dd[ps]at_",
  character: "[0-9A-Za-z]",
  alias: "[0-9A-Za-z]{22}",
  secret: "[0-9A-Za-z]{36}",
  end: "(?![0-9A-Za-z])",
} as const;

/** The prefix of a person's token. */
export const personalPrefix = "ddpat_";

/** The prefix of a service account's token. */
export const servicePrefix = "ddsat_";

/** The number of characters of an alias. */
export const aliasLength = 22;

/** The number of characters of a secret part, with its checksum. */
export const secretLength = 36;
