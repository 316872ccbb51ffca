/**
 * The earliest that a dynamic resource can put a DELETE on the wire: its provider does nothing but that, with what Node.js
 * has loaded anyway. The token is the first of the list, so that the same server stamps it as everybody else's.
 */
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";

const [tokenId] = JSON.parse(readFileSync("token-ids.json", "utf8")) as string[];

const provider = `
exports.handler = () => ({
  create: ({ tokenId }) =>
    new Promise((resolve, reject) => {
      const url = process.env.DD_API_URL + "/api/v2/personal_access_tokens/" + tokenId;
      const headers = { "DD-API-KEY": process.env.DD_API_KEY, "DD-APPLICATION-KEY": process.env.DD_APP_KEY };
      const request = require("node:http").request(url, { method: "DELETE", headers }, (response) => {
        response.resume().on("end", () => resolve({ id: tokenId, outs: {} }));
      });
      request.on("error", reject).end();
    }),
})`;

class FirstRequest extends pulumi.CustomResource {
  constructor(name: string, args: { tokenId: string | undefined }) {
    super("pulumi-nodejs:dynamic/bench:FirstRequest", name, { ...args, __provider: provider });
  }
}

new FirstRequest("first-request", { tokenId });
