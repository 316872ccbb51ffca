import { DatadogError } from "./datadog-error";

/** No connection that may be used, for a reason that another attempt would not mend: an untrusted certificate, a proxy's no. */
export class ConnectionRefusedError extends DatadogError {
  override readonly name = "ConnectionRefusedError";
}
