import type { Target } from "./faulty-network";

const isToken = (path: string): boolean => /\/(?:personal_access_tokens|access_tokens)\/[^/]+$/.test(path);
const isOf = (path: string, tokenId: string): boolean => path.endsWith(`/${tokenId}`);
const isList = (path: string): boolean => path.endsWith("/personal_access_tokens");
const isIdentity = (path: string): boolean => /\/(?:current_user|validate|validate_keys)$/.test(path);

/** The DELETE of a token. */
export const theDelete = (tokenId: string): Target => {
  return ({ method, path }) => method === "DELETE" && isOf(path, tokenId);
};

/** The question for a token before its DELETE. */
export const theLookBefore: Target = ({ method, path, deletes }) =>
  method === "GET" && isToken(path) && deletes === 0;

/** The question for a token after its DELETE. */
export const theVerification: Target = ({ method, path, deletes }) =>
  method === "GET" && isToken(path) && deletes > 0;

/** The list, read before the DELETEs or after them. */
export const theList = (isAfterDeletes: boolean): Target => {
  return ({ path, deletes }) => isList(path) && deletes > 0 === isAfterDeletes;
};

/** Any reading of the list. */
export const everyList: Target = ({ path }) => isList(path);

/** Any question for a token. */
export const everyGet: Target = ({ path }) => isToken(path);

/** The questions whose the credentials are. */
export const theIdentity: Target = ({ path }) => isIdentity(path);

/** Whatever is asked about tokens of the organisation that has the token, or of the other one. */
export const theAccount = (isTheHome: boolean): Target => {
  return ({ path, isHome }) => !isIdentity(path) && isHome === isTheHome;
};

/** One endpoint. */
export const isWith = (end: string): Target => {
  return ({ path }) => path.endsWith(end);
};
