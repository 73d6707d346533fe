import { z } from 'zod'
import { quietKinds } from '../quiet-kinds.ts'
import { Severity } from '../scales.ts'
import { at, entry, type FactEntry, id, reason, text } from './entry.ts'

const alarm = { alarm: id, object: id, family: z.string(), label: text, rulesVersion: z.number() }
const mute = { mute: id }

/** 2-detect: alarms, what keeps them quiet, sensors that are believed less. */
// biome-ignore format: one fact a line reads as a table
export const alarmFacts = {
  'alarm.raised': entry('fact', 'case', '{label} {reading}[ {value}{unit}]，{severity}报警[（规则：{rule}）]', '{label} {reading}[ {value}{unit}]: {severity} alarm[ (rule: {rule})]', { ...alarm, device: id, severity: Severity, reading: text, value: z.number().nullable(), unit: text, limit: z.number().nullable(), rule: text, mode: z.enum(['auto', 'triage', 'watch']), type: z.string(), pack: id, packVersion: z.number() }),
  'alarm.stepped-up': entry('fact', 'case', '{label} {reading}[ {value}{unit}]，升为{severity}报警[（规则：{rule}）]', '{label} {reading}[ {value}{unit}]: up to {severity}[ (rule: {rule})]', { ...alarm, device: id, severity: Severity, from: Severity, reading: text, value: z.number().nullable(), unit: text, limit: z.number().nullable(), rule: text, mode: z.enum(['auto', 'triage', 'watch']), type: z.string(), pack: id, packVersion: z.number() }),
  'alarm.stepped-down': entry('fact', 'case', '{label} 降为{severity}报警', '{label}: down to {severity}', { ...alarm, severity: Severity, from: Severity, rule: text }),
  'alarm.cleared': entry('fact', 'case', '{label} 恢复正常[（{cause}）]', '{label}: back to normal[ ({cause})]', { ...alarm, from: Severity, rule: text, value: z.number().nullable(), unit: text, byDevice: z.boolean(), cause: z.enum(['withdrawn']).nullable() }),
  'alarm.muted': entry('fact', 'case', '{label} {severity}报警，静默中：{why}[（{note}）]', '{label}: {severity} alarm, muted: {why}[ ({note})]', { alarm: id, object: id, family: z.string(), label: text, severity: Severity, why: z.enum(quietKinds), note: text.nullable(), reasons: z.number() }),
  'alarm.unmuted': entry('fact', 'case', '{label} 静默结束，仍为{severity}报警', '{label}: no longer muted, still {severity}', { alarm: id, object: id, family: z.string(), label: text, severity: Severity, quietS: z.number() }),
  'supply.set': entry('fact', 'case', '{by} 登记 {label} 的下游 {below} 处', '{by} set what hangs below {label}: {below}', { supply: id, label: text, below: z.number() }),
  'mute.made': entry('fact', 'case', '{by} 设{kind}，{from} 至 {until}，负责人 {ownerName}：{reason}', '{by} set a mute ({kind}), {from} to {until}, owner {ownerName}: {reason}', { ...mute, kind: z.enum(['silence', 'works']), from: at, until: at, ownerName: text, reason }),
  'mute.confirmed': entry('fact', 'case', '{by} 复核静默：{reason}', '{by} confirmed the mute: {reason}', { ...mute, reason }),
  'mute.ended': entry('fact', 'case', '{by} 提前结束静默：{reason}', '{by} ended the mute early: {reason}', { ...mute, reason }),
  'sensor.doubted': entry('fact', 'case', '{label} {name} 记入误报：{until} 前单独不高于{cap}（{reason}）', '{label} {name}: after a false alarm alone no more than {cap} until {until} ({reason})', { doubt: id, device: id, name: text, object: id, label: text, family: z.string(), cap: Severity, until: at, reason }),
  'sensor.believed': entry('fact', 'case', '{label} {name} 恢复采信[：{reason}]', '{label} {name} is believed again[: {reason}]', { doubt: id, device: id, name: text, object: id, label: text, family: z.string(), why: z.enum(['over', 'repaired']), reason: reason.nullable() }),
} as const satisfies Record<string, FactEntry>
