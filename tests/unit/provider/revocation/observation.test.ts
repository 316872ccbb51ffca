import { withoutEvidence, type Observation } from "../../../../provider/revocation/observation";

const kept: [string, Observation, Observation][] = [
  [
    "name and owner, which may protect it",
    { seen: "alive", isListed: true, evidence: { name: "ci", ownerId: "an-owner", createdAt: "2026-11-01" } },
    { seen: "alive", isListed: true, evidence: { name: "ci", ownerId: "an-owner" } },
  ],
  [
    "that it has neither",
    { seen: "alive", evidence: { createdAt: "2026-11-01" } },
    { seen: "alive", evidence: {} },
  ],
  ["that nobody told of it", { seen: "notKnown", status: 503 }, { seen: "notKnown", status: 503 }],
];

test.each(kept)("without evidence, what was seen of a token keeps %s", (_name, observed, expected) => {
  const after = withoutEvidence(new Map([["a token", observed]])).get("a token");
  expect(after).toStrictEqual(expected);
});
