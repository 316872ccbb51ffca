import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A key and a certificate of its own making, both PEM. */
export interface SelfSigned {
  key: string;
  cert: string;
}

const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
};
const oid = {
  commonName: "550403",
  ecdsaWithSha256: "2a8648ce3d040302",
  subjectAltName: "551d11",
  basicConstraints: "551d13",
};

/**
 * A certificate for one DNS name, valid for a day, that whoever trusts it also takes for its authority. Made anew for each
 * run, so that no private key lies in the repository.
 */
export function selfSignedCertificate(dnsName: string): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(objectId(oid.ecdsaWithSha256));
  const name = sequence(
    der(tag.set, sequence(objectId(oid.commonName), der(tag.utf8, Buffer.from(dnsName)))),
  );
  const now = Date.now();
  const validity = sequence(utcTime(now - 3_600_000), utcTime(now + 86_400_000));
  const altNames = sequence(der(0x82, Buffer.from(dnsName)));
  const isAuthority = sequence(der(tag.boolean, Buffer.from([0xff])));
  const extensions = sequence(
    sequence(objectId(oid.subjectAltName), der(tag.octetString, altNames)),
    sequence(objectId(oid.basicConstraints), der(tag.octetString, isAuthority)),
  );
  const content = sequence(
    der(0xa0, der(tag.integer, Buffer.from([2]))),
    der(tag.integer, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const signature = der(
    tag.bitString,
    Buffer.concat([Buffer.from([0]), sign("sha256", content, privateKey)]),
  );
  const lines =
    sequence(content, algorithm, signature)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
  };
}

function der(type: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([type, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return der(tag.sequence, Buffer.concat(parts));
}

function objectId(hex: string): Buffer {
  return der(tag.oid, Buffer.from(hex, "hex"));
}

function utcTime(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\D/g, "").slice(2, 14);
  return der(tag.time, Buffer.from(`${digits}Z`));
}
