import { z } from 'zod'
import { Words } from '../words.ts'
import { entry, type FactEntry, id, reason, text } from './entry.ts'

const way = { closure: id, event: id, name: Words, wayName: text }
const reach = { ...way, fromKm: z.number(), toKm: z.number() }

/** 5-work: ways that are closed while an event lasts. */
// biome-ignore format: one fact a line reads as a table
export const wayFacts = {
  'way.closed': entry('state', 'case', '{by} 下达{name}：{wayName} {fromKm} 至 {toKm} km', '{by} ordered {name}: {wayName}, km {fromKm} to {toKm}', { ...reach, unit: id, unitName: text }),
  'way.told': entry('fact', 'case', '{name}已通知{to}[（{how}）]', '{to} told of {name}[ ({how})]', { ...way, to: Words, how: text.nullable() }),
  'way.needless': entry('fact', 'case', '{by} 认为不需要{name}：{reason}', '{by}: {name} is not needed, {reason}', { event: id, closure: id, name: Words, reason }),
  'way.lift-asked': entry('fact', 'case', '{by} 申请解除{name}：{note}', '{by} asked to lift {name}: {note}', { ...way, note: text }),
  'way.lift-refused': entry('fact', 'case', '{by} 不同意解除{name}：{reason}', '{by} refused to lift {name}: {reason}', { ...way, reason }),
  'way.opened': entry('state', 'case', '{by} 确认解除{name}，{wayName} 恢复通行', '{by} lifted {name}: {wayName} is open again', { ...way }),
  'way.handed-over': entry('fact', 'case', '{name}未解除，移交{to}：{reason}', '{name} stays, handed over to {to}: {reason}', { ...way, to: text, reason }),
} as const satisfies Record<string, FactEntry>
