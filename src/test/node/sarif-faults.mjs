// Holds a SARIF file to the schema of SARIF 2.1.0 and prints what does not keep to it, a JSON object a line.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const modules = createRequire(join(process.cwd(), "target", "package.json"));
const Ajv = modules("ajv");
const schema = modules("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const ajv = new Ajv({ allErrors: true, meta: false, schemaId: "id" });
ajv.addMetaSchema(modules("ajv/lib/refs/json-schema-draft-04.json"));
const validate = ajv.compile(schema);

for (const file of process.argv.slice(2)) {
  validate(JSON.parse(readFileSync(file, "utf8")));
  for (const { dataPath, message } of validate.errors ?? []) {
    console.log(JSON.stringify({ path: dataPath, message }));
  }
}
