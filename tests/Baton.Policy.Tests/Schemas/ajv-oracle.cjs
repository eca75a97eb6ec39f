// Reads one [schema, instance] a line and answers with a list: true, false, or null when ajv does not take the schema.
const dialect = process.argv[2];
const Ajv = dialect.includes('2020-12') ? require('ajv/dist/2020').default : require('ajv').default;
const ajv = new Ajv({ strict: false, allErrors: false, logger: false, unicodeRegExp: true });
const compiled = new Map();

function validatorOf(schema) {
  const key = JSON.stringify(schema);
  if (!compiled.has(key)) {
    let validate = null;
    try {
      validate = ajv.compile(schema);
    } catch {
      // Left null: the schema is not compared.
    }
    compiled.set(key, validate);
  }
  return compiled.get(key);
}

const text = require('fs').readFileSync(0, 'utf8');
const answers = text.split('\n').filter(line => line.length > 0).map(line => {
  const [schema, instance] = JSON.parse(line);
  const validate = validatorOf(schema);
  return validate === null ? null : validate(instance);
});
process.stdout.write(JSON.stringify(answers));
