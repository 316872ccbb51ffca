import { RequestSchedulers } from "../../../../../provider/datadog/rate-limit/request-schedulers";
import { Secret } from "../../../../../provider/datadog/http/secret";
import type { Credentials } from "../../../../../provider/datadog/http/credentials";

const bearer = (value: string): Credentials => ({
  kind: "bearer",
  token: new Secret(value),
  source: "environment",
  name: "DD_BEARER_TOKEN",
});

test("the same credentials at the same API share one scheduler, wherever they were read", () => {
  const schedulers = new RequestSchedulers({ concurrency: 16 });
  expect(schedulers.schedulerFor("https://api.datadoghq.com", bearer("first-token"))).toBe(
    schedulers.schedulerFor("https://api.datadoghq.com", bearer("first-token")),
  );
});

test("another API or other credentials have a scheduler of their own", () => {
  const schedulers = new RequestSchedulers({ concurrency: 16 });
  const all = [
    schedulers.schedulerFor("https://api.datadoghq.com", bearer("first-token")),
    schedulers.schedulerFor("https://api.datadoghq.eu", bearer("first-token")),
    schedulers.schedulerFor("https://api.datadoghq.com", bearer("second-token")),
  ];
  expect(new Set(all).size).toBe(3);
});
