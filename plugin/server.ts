import { flushCompileCache } from "node:module";
import { createServer, type AddressInfo, type Socket } from "node:net";
import type { InstanceOptions } from "./instance/provider-instance";
import type { Manifest } from "./schema/package-schema";

/** A plugin that serves. */
export interface RunningPlugin {
  port: number;
  /** Settles once the code that answers calls is loaded; rejects if it can't be loaded. */
  loaded: Promise<void>;
  close: () => void;
}

/** The calls of the engine, over the connections that are handed to it. */
interface Service {
  take: (connection: Socket) => void;
  close: () => void;
}

/**
 * Starts the plugin on a free port of loopback. What speaks gRPC and answers is loaded behind that: the engine, which waits
 * for the port, has something to do meanwhile, and its connection waits here, unread.
 */
export function startPlugin(manifest: Manifest, options?: InstanceOptions): Promise<RunningPlugin> {
  let service: Promise<Service> | undefined;
  const load = () => (service ??= loadService(manifest, options));
  const listener = createServer({ pauseOnConnect: true }, (connection) => {
    load().then(
      ({ take }) => take(connection),
      () => connection.destroy(),
    );
  });
  return new Promise((resolve, reject) => {
    listener.once("error", reject);
    listener.listen(0, "127.0.0.1", () => {
      const loaded = new Promise<void>((done, fail) => {
        setImmediate(() => {
          load().then(() => {
            flushCompileCache();
            done();
          }, fail);
        });
      });
      const close = () => {
        listener.close();
        service?.then(
          (running) => running.close(),
          () => undefined,
        );
      };
      resolve({ port: (listener.address() as AddressInfo).port, loaded, close });
    });
  });
}

async function loadService(manifest: Manifest, options: InstanceOptions | undefined): Promise<Service> {
  const { serviceOf } = await import("./service.js");
  return serviceOf(manifest, options);
}
