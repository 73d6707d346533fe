import { plainNumber } from '../../../../../contract/plain-number.ts'

/** A plate of the mainland (GA 36): the character of a province, a letter, five or six letters or digits, perhaps one of 挂 学 警 港 澳. */
const plate = /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{4,6}[A-Z0-9挂学警港澳]$/

/** The number a camera read of a thing, as it is compared: half-width capitals, nothing between them. Null for what is no plate. */
export function thingIn(said: string | null): string | null {
  const read = plainNumber(said ?? '')
  return plate.test(read) ? read : null
}
