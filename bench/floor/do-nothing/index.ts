/** The least that a program with a dynamic resource costs: one resource, whose provider does nothing. */
import * as pulumi from "@pulumi/pulumi";

const provider = 'exports.handler=()=>({create:async()=>({id:"nothing",outs:{}})})';

class Nothing extends pulumi.CustomResource {
  constructor(name: string) {
    super("pulumi-nodejs:dynamic/bench:Nothing", name, { __provider: provider });
  }
}

new Nothing("nothing");
