import { z } from 'zod'
import { CallChannel } from '../channel.ts'
import { PartWords } from '../words.ts'
import { at, entry, type FactEntry, id, text, whoever } from './entry.ts'

const called = { attempt: id, event: id, order: id, person: whoever, personName: whoever, channel: CallChannel }

/** 4-dispatch: commands to devices, who was called and told, and what came of it (叫应). */
// biome-ignore format: one fact a line reads as a table
export const dispatchFacts = {
  'command.sent': entry('fact', 'case', '平台自动下发 {name}', 'Platform sent {name}', { command: id, device: id, object: id, name: text, alarm: id.nullable(), cause: text }),
  'command.receipted': entry('fact', 'case', '{name} 已有回执，用时 {tookMs} 毫秒', '{name} receipted in {tookMs} ms', { command: id, device: id, object: id, name: text, tookMs: z.number() }),
  'command.unanswered': entry('fact', 'case', '{name} 5 秒无回执', '{name}: no receipt in 5 s', { command: id, device: id, object: id, name: text }),
  'call.attempted': entry('fact', 'case', '{channel}叫应 {personName}：{why}', 'Calls {personName} by {channel}: {why}', { ...called, step: z.number(), post: id, why: text }),
  'call.answered': entry('fact', 'case', '{personName} {answer}（{channel}）', '{personName} {answer} ({channel})', { ...called, answer: z.enum(['accepted', 'known', 'refused']) }),
  'call.failed': entry('fact', 'case', '{channel}没有叫应到 {personName}：{why}', '{channel} did not reach {personName}: {why}', { ...called, why: text }),
  'notice.sent': entry('fact', 'person', '通知 {personName}：{why}', 'Told {personName}: {why}', { notice: id, person: whoever, personName: whoever, post: id, event: id.nullable(), order: id.nullable(), kind: text, why: text, urgent: z.boolean(), gap: z.object({ id, unitName: text, postName: text, from: at, to: at }).optional(), paper: z.object({ id, object: id, objectName: text, title: text, validUntil: text }).optional(), checkUp: z.object({ id, areaName: text, no: z.number(), changes: z.number() }).optional(), vital: z.object({ code: id, name: text, areas: text, n: z.number() }).optional(), silent: z.object({ vitals: z.number(), areas: z.number(), names: text }).optional(), part: PartWords.optional(), pack: z.object({ id, name: text, areaName: text }).optional(), areas: z.object({ title: text, day: text, why: PartWords }).optional(), wall: z.object({ name: text, areaName: text, one: text, other: text }).optional(), change: z.object({ object: id, name: text, objectKind: id, more: z.boolean() }).optional(), definition: z.object({ code: id, name: text, more: z.boolean() }).optional(), exercise: z.boolean().optional() }),
  'notice.cancelled': entry('fact', 'person', '撤回通知', 'Notice withdrawn', { notice: id, person: whoever }),
  'reporter.told': entry('fact', 'case', '告知上报人：{outcome}', 'Reporter told: {outcome}', { report: id, event: id.nullable(), outcome: text }),
} as const satisfies Record<string, FactEntry>
