export {
  compareQuantities,
  parseQuantity,
  printDecimal,
  printQuantity,
  type Quantity,
  quantityToNumber,
  readQuantity,
} from './Quantity';
