// Validates JSON files against a JSON Schema 2020-12 with Ajv: node validate-attacks.mjs SCHEMA FILE...
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const [schema, ...files] = process.argv.slice(2);
const ajv = new Ajv2020.default({ allErrors: true, strict: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
for (const file of files) {
  if (!validate(JSON.parse(readFileSync(file, 'utf8')))) {
    console.log(`${file}: ${ajv.errorsText(validate.errors)}`);
    process.exitCode = 1;
  }
}
