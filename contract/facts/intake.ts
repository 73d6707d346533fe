import { z } from 'zod'
import { WarningColour } from '../scales.ts'
import { at, entry, type FactEntry, id, reason, text, whoever } from './entry.ts'

const hotline = { report: id, no: text }

/** 1-ingest: reports, the hotline, inspections, files and other systems, warnings of those who publish them. */
// biome-ignore format: one fact a line reads as a table
export const intakeFacts = {
  'report.received': entry('fact', 'case', '收到{source}上报：{type}', 'Report from {source}: {type}', { report: id, source: z.enum(['grid', 'citizen', 'hotline']), type: z.string(), person: whoever.nullable() }),
  'inspection.done': entry('fact', 'objects', '{by} 检查{label}（{planName}），异常 {faults} 项', '{by} inspected {label} ({planName}): {faults} at fault', { inspection: id, object: id, label: text, plan: id, planName: z.object({ zh: text, en: text }), faults: z.number(), items: z.number(), /** what it told the register, also where that said so already */ told: z.array(z.object({ field: text, value: z.union([text, z.number(), z.boolean()]) })).optional() }),
  'hotline.received': entry('fact', 'case', '热线工单 {no}，{until} 前答复', 'Hotline order {no}, answer by {until}', { ...hotline, hotline: id, until: at }),
  'hotline.asked': entry('fact', 'case', '{by} 向热线申请{what}[到 {until}]：{reason}', '{by} asked the hotline for {what}[ to {until}]: {reason}', { ...hotline, ask: id, what: z.enum(['return', 'extension']), reason, until: at.nullable() }),
  'hotline.granted': entry('fact', 'case', '热线同意{what}[，{until} 前答复][：{note}]', 'The hotline granted the {what}[, answer by {until}][: {note}]', { ...hotline, ask: id, what: z.enum(['return', 'extension']), until: at.nullable(), note: text.nullable() }),
  'hotline.refused': entry('fact', 'case', '热线不同意{what}[：{note}]', 'The hotline refused the {what}[: {note}]', { ...hotline, ask: id, what: z.enum(['return', 'extension']), note: text.nullable() }),
  'hotline.answered': entry('fact', 'case', '{by} 答复热线工单 {no}', '{by} answered hotline order {no}', { ...hotline, inTime: z.boolean(), text }),
  'hotline.due-soon': entry('fact', 'case', '热线工单 {no} 快到答复时限，{until}', 'Hotline order {no} is soon to be answered, by {until}', { ...hotline, until: at }),
  'hotline.overdue': entry('fact', 'case', '热线工单 {no} 超过答复时限 {until}', 'Hotline order {no} was to be answered by {until}', { ...hotline, until: at }),
  'hotline.called-back': entry('fact', 'case', '热线回访：{solved}，{note}', 'The hotline called back: {solved}; {note}', { ...hotline, solved: z.enum(['solved', 'not-solved']), satisfied: z.enum(['yes', 'fairly', 'no']).nullable(), note: text }),
  'mapped-feed.saved': entry('fact', 'admin', '{by} 保存接入“{name}”，第 {version} 版', '{by} saved the feed “{name}”, version {version}', { name: text, version: z.number() }),
  'mapped-feed.failed': entry('fact', 'admin', '“{name}”取数失败', 'The feed “{name}” failed', { name: text, code: text }),
  'mapped-feed.recovered': entry('fact', 'admin', '“{name}”恢复取数', 'The feed “{name}” works again', { name: text }),
  'delivery.received': entry('fact', 'admin', '{by} 送来“{file}”（{name}）', '{by} delivered “{file}” ({name})', { feed: id, name: text, file: text, bytes: z.number() }),
  'delivery.read': entry('fact', 'admin', '“{file}”读完：{rows} 行，存入 {kept}，重复 {duplicates}，拒收 {refused}', '“{file}” read: {rows} rows, {kept} kept, {duplicates} repeated, {refused} refused', { feed: id, file: text, rows: z.number(), kept: z.number(), duplicates: z.number(), refused: z.number() }),
  'delivery.refused': entry('fact', 'admin', '“{file}”整份拒收', '“{file}” refused as a whole', { feed: id, file: text, code: text }),
  'receipt.received': entry('fact', 'case', '设备回执 {command}', 'Device receipt {command}', { command: id, device: id, ok: z.boolean() }),
  'warning.received': entry('fact', 'all', '{publisher} 发布{event}{colour}预警，{from} 起[，至 {until}]', '{publisher}: {colour} warning ({event}) from {from}[ until {until}]', { warning: id, publisher: text, event: text, colour: WarningColour, from: at, until: at.nullable() }),
  'warning.cancelled': entry('fact', 'all', '{publisher} 解除{event}{colour}预警', '{publisher}: {colour} warning ({event}) taken back', { warning: id, publisher: text, event: text, colour: WarningColour }),
} as const satisfies Record<string, FactEntry>
