import { redactTokenText } from "../../../provider/datadog/token/redact";
import { holdsRedactedToken, longestRedactedToken } from "../../../provider/datadog/token/token-text";
import type { FormatReader } from "../findings/report-source";
import { TokenScanner } from "../text/token-scanner";

/** Any other file: a log, a page, a list, a report in a format that is not known here. */
export const plainText: FormatReader = {
  format: "plain text",
  recognises: () => true,
  async read({ path, pieces }, collector) {
    const file = redactTokenText(path);
    const scanner = new TokenScanner();
    let holdsRedacted = false;
    let tail = "";
    for await (const piece of pieces) {
      for (const token of scanner.push(piece)) {
        collector.addToken(token, { file, line: token.at.line });
      }
      holdsRedacted ||= holdsRedactedToken(tail + piece);
      tail = (tail + piece).slice(-longestRedactedToken);
    }
    for (const token of scanner.end()) {
      collector.addToken(token, { file, line: token.at.line });
    }
    // Prose such as "ddpat_…" is no finding: it only explains why a text has none.
    if (holdsRedacted && collector.tokens.length === 0) {
      collector.redacted.push({ file });
    }
  },
};
