import { at, entry, type FactEntry, id, reason, text, whoever } from './entry.ts'

/** `was`: the shift that ran and was cut in two, where the rest of it is another. */
const duty = { shift: id, post: id, postName: text }

/** City: the roster. */
// biome-ignore format: one fact a line reads as a table
export const dutyFacts = {
  'duty.arranged': entry('fact', 'case', '{postName} 排班：{personName}[，代班 {deputyName}]，{from} 至 {to}', '{postName} arranged: {personName}[, deputy {deputyName}], {from} to {to}', { ...duty, person: whoever, personName: whoever, deputy: whoever.nullable(), deputyName: whoever.nullable(), from: at, to: at }),
  'duty.handed-over': entry('fact', 'case', '{postName} {personName} 交班给 {toName}：{reason}', '{postName}: {personName} handed over to {toName}: {reason}', { ...duty, person: whoever, personName: whoever, to: whoever, toName: whoever, reason }),
  'duty.substituted': entry('fact', 'case', '{postName} {personName} 替 {insteadName} 值班：{reason}', '{postName}: {personName} on duty instead of {insteadName}: {reason}', { ...duty, person: whoever, personName: whoever, instead: whoever, insteadName: whoever, was: id.optional(), reason }),
  'duty.cancelled': entry('fact', 'case', '{postName} 撤销 {personName} {from} 的班：{reason}', '{postName}: shift of {personName} at {from} cancelled: {reason}', { ...duty, person: whoever, personName: whoever, from: at, to: at, reason }),
  'duty.phone-set': entry('fact', 'case', '{unitName} 值班电话：[{number}]', 'Duty phone of {unitName}: [{number}]', { unit: id, unitName: text, number: text.nullable() }),
  'duty.gap-found': entry('fact', 'case', '{unitName} {postName} {from} 至 {to} 无人值班', '{unitName}, {postName}: nobody on duty from {from} to {to}', { gap: id, unit: id, post: id, unitName: text, postName: text, from: at, to: at }),
  'duty.gap-filled': entry('fact', 'case', '{unitName} {postName} 的值班缺口已补上', '{unitName}, {postName}: the gap in its shifts is filled', { gap: id, post: id, unitName: text, postName: text }),
  'duty.gap-passed': entry('fact', 'case', '{unitName} {postName} 的值班缺口已过当天', '{unitName}, {postName}: the day of the gap is over', { gap: id, post: id, unitName: text, postName: text }),
} as const satisfies Record<string, FactEntry>
