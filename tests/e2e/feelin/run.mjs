// One line of JSON for each line: what feelin makes of its expression, values tagged by kind.
import { createInterface } from 'node:readline';
import { evaluate } from 'feelin';

function tagged(value) {
  if (value === null || value === undefined) return { null: true };
  if (typeof value === 'boolean') return { boolean: String(value) };
  if (typeof value === 'number' || typeof value === 'bigint') return { decimal: String(value) };
  if (typeof value === 'string') return { string: value };
  if (typeof value === 'function') return { other: 'function' };
  if (Array.isArray(value)) return { list: value.map(tagged) };
  if (typeof value.iso === 'string') return { temporal: value.iso };
  if ('start included' in value) return { other: 'range' };
  if (Object.getPrototypeOf(value) === Object.prototype) {
    return { context: Object.fromEntries(Object.entries(value).map(([key, item]) => [key, tagged(item)])) };
  }
  return { other: value.constructor?.name ?? typeof value };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = tagged(evaluate(JSON.parse(line), {}).value);
  } catch (error) {
    answer = { error: String(error.message) };
  }
  console.log(JSON.stringify(answer));
}
