import { PacingGates, Secret, type Credentials } from "../../../../../provider/datadog";

const bearer = (value: string): Credentials => ({
  kind: "bearer",
  token: new Secret(value),
  source: "environment",
  name: "DD_BEARER_TOKEN",
});

test("the same credentials at the same API share one gate, wherever they were read", () => {
  const gates = new PacingGates();
  expect(gates.gateFor("https://api.datadoghq.com", bearer("first-token"))).toBe(
    gates.gateFor("https://api.datadoghq.com", bearer("first-token")),
  );
});

test("another API or other credentials have a gate of their own", () => {
  const gates = new PacingGates();
  const all = [
    gates.gateFor("https://api.datadoghq.com", bearer("first-token")),
    gates.gateFor("https://api.datadoghq.eu", bearer("first-token")),
    gates.gateFor("https://api.datadoghq.com", bearer("second-token")),
  ];
  expect(new Set(all).size).toBe(3);
});
