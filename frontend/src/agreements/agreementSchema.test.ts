import { describe, expect, it } from "vitest";
import { fieldsOf } from "../form/model";
import { changesOf, dataOf, valuesOf } from "../form/values";
import { nl } from "../i18n/nl";
import { agreementSchema, newAgreementSchema } from "./agreementSchema";

describe("newAgreementSchema", () => {
  const fields = fieldsOf(newAgreementSchema(nl));

  it("renews by itself, as the law does, unless somebody says otherwise", () => {
    expect(dataOf(fields, valuesOf(fields, {}))).toMatchObject({ tacitRenewal: true });
    expect(dataOf(fields, { ...valuesOf(fields, {}), tacitRenewal: false })).toMatchObject({ tacitRenewal: false });
  });

  it("sends no end where none was agreed", () => {
    expect(dataOf(fields, { ...valuesOf(fields, {}), startsOn: "2027-03-01" })).not.toHaveProperty("endsOn");
  });
});

describe("agreementSchema", () => {
  const fields = fieldsOf(agreementSchema(nl));
  const agreement = { title: "Cao Zorg", startsOn: "2027-03-01", endsOn: "2028-02-29", tacitRenewal: false };

  it("leaves what an agreement says of renewal", () => {
    expect(changesOf(fields, valuesOf(fields, agreement), agreement)).toEqual({});
  });

  it("takes an end away", () => {
    expect(changesOf(fields, { ...valuesOf(fields, agreement), endsOn: "" }, agreement)).toEqual({ endsOn: null });
  });
});
