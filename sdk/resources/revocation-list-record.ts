import * as pulumi from "@pulumi/pulumi";
import type { RevocationListRecord as Inputs } from "../../provider/resources/revocation-list-record";
import { dynamicTypeToken, providerText } from "./dynamic-type";

/** The part of a list that remembers what it has declared; see the provider's file of the same name. */
export class RevocationListRecord extends pulumi.CustomResource {
  constructor(name: string, inputs: Inputs, opts: pulumi.CustomResourceOptions) {
    const props: pulumi.Inputs = { ...inputs, __provider: providerText("revocationListRecord") };
    super(dynamicTypeToken("RevocationListRecord"), name, props, opts);
  }
}
