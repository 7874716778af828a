import { type JsonValue, parseJson } from '../../../json';
import {
  compareQuantities,
  parseQuantity,
  printDecimal,
  printQuantity,
  type Quantity,
  quantityToNumber,
  readQuantity,
} from '../../../quantity';
import type { Case } from '../Case';

function quantityOf(one: Case): Quantity | undefined {
  const text = one.text('input');
  return text === undefined
    ? readQuantity(parseJson(one.text('json') ?? ''))
    : parseQuantity(text);
}

/** quantity/parse: amount, format and canonical spelling. */
export function gradeQuantity(one: Case): string[] {
  const quantity = quantityOf(one);
  if (one.value('error') === true) {
    return quantity ? [`read as ${printDecimal(quantity)}`] : [];
  }
  if (!quantity) return ['refused'];
  const exact = one.text('exact');
  const found: Record<string, JsonValue> = {
    exact:
      exact !== undefined && parseQuantity(exact)?.nano === quantity.nano
        ? exact
        : printDecimal(quantity),
    format: quantity.format,
    canonical: printQuantity(quantity),
    float: quantityToNumber(quantity),
  };
  return Object.entries(found)
    .filter(([name, value]) => ![undefined, value].includes(one.value(name)))
    .map(([name, value]) => `${name}: ${String(value)}`);
}

/** quantity/cmp: which is more. */
export function gradeComparison(one: Case): string[] {
  const [a, b] = [one.text('a') ?? '', one.text('b') ?? ''].map(parseQuantity);
  if (!a || !b) return ['refused'];
  const found = compareQuantities(a, b);
  return found === one.value('cmp') ? [] : [`compared as ${found}`];
}
