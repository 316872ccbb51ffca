import { readingOf, revokingOf, type Held } from "../../../../../cli/gitops/doctor/permission-judgement";

const [read, write, own, service] = [
  "org_app_keys_read",
  "org_app_keys_write",
  "user_app_keys",
  "service_account_write",
];

test.each<[string[] | undefined, string[] | undefined, string, string]>([
  [[write, service], [write, service], "good", "everybody's access tokens. "],
  [[write], [write], "good", "service_account_write is missing"],
  [undefined, [write], "untold", "everybody's access tokens, as far as is told. "],
  [[write], undefined, "untold", "everybody's access tokens, as far as is told. "],
  [[own, write], [own], "untold", "tokens of their own user alone. "],
  [[own], undefined, "untold", "tokens of their own user alone, as far as is told. "],
  [[own], [write], "wrong", "nothing, every DELETE would be refused. "],
  [[read], undefined, "wrong", "nothing, every DELETE would be refused. "],
  [undefined, [], "wrong", "nothing, every DELETE would be refused. "],
  [undefined, undefined, "untold", "it can't be told without a DELETE. "],
])("with the roles' permissions %j and the scopes %j, revoking is %s: %s", (roles, scopes, state, text) => {
  const finding = revokingOf("revoking", heldWith(roles, scopes));
  expect(finding.state).toBe(state);
  expect(finding.text).toContain(text);
});

test.each<[string[] | undefined, string[] | undefined, string, string]>([
  [[read], [read], "good", "They may read everybody's"],
  [[own], [own], "untold", "is missing, so a 404 of anybody else's token proves nothing"],
  [[read], undefined, "untold", "If others have tokens, the permission org_app_keys_read is missing"],
])(
  "with the roles' permissions %j and the scopes %j, a list of one's own is %s: %s",
  (roles, scopes, state, text) => {
    const finding = readingOf("reading", heldWith(roles, scopes));
    expect(finding.state).toBe(state);
    expect(finding.text).toContain(text);
  },
);

function heldWith(roles: string[] | undefined, scopes: string[] | undefined): Held {
  return { kind: "ownToken", roles: roles && new Set(roles), scopes };
}
