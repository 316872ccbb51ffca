/** The effect of a DELETE. Usually a living token dies of it (204), and one that is gone is not found (404). */
export type DeleteBehaviour =
  /** 204, and the token lives on. */
  | "in vain"
  /** 404, and the token lives on: it is not one that this endpoint revokes. */
  | "not found"
  /** It takes effect and its response is lost; it is sent again, and answered 404. */
  | "response lost"
  /** Somebody else was faster: 404. */
  | "too late"
  /** 204, although the token is gone. */
  | "once more"
  /** 204, and the token is seen alive so many times more. */
  | { diesAfter: number }
  | Error;
