import { z } from 'zod'
import { PartWhy } from '../part-rule.ts'
import { Grade, Severity } from '../scales.ts'
import { PartWords } from '../words.ts'
import { at, entry, type FactEntry, id, reason, text, whoever } from './entry.ts'

const tier = z.enum(['city', 'district', 'town'])
const leadRequest = { request: id, event: id, from: id, fromName: text, to: id, toName: text }

/** 3-event: signals, events, exercises, who leads; case files, whose hash proves later what was handed over. */
// biome-ignore format: one fact a line reads as a table
export const eventFacts = {
  'signal.received': entry('fact', 'case', '新线索：{title}', 'New signal: {title}', { signal: id, source: text, type: text, title: text, grade: Grade }),
  'signal.opened': entry('fact', 'case', '线索立案', 'Signal opened', { signal: id, event: id }),
  'signal.merged': entry('fact', 'case', '线索并入 {no}', 'Signal merged into {no}', { signal: id, event: id, no: text }),
  'signal.split': entry('fact', 'case', '线索拆分，回到收件箱：{reason}', 'Split off, back in the inbox: {reason}', { signal: id, event: id, reason }),
  'signal.rejected': entry('fact', 'case', '不予立案：{reason}', 'Rejected: {reason}', { signal: id, reason }),
  'signal.gone': entry('fact', 'case', '[联单 {ticket} 补传到达，]线索所据情形已不在，自行消除', 'What it rested on is gone[: ticket {ticket} came]', { signal: id, ticket: text.optional() }),
  'signal.snoozed': entry('fact', 'case', '[{because}：]稍后处理[，{until} 回到收件箱][，无人处理则 {ends} 自行消除]', '[{because}: ]snoozed[ until {until}][, gone by itself at {ends} if nobody decides]', { signal: id, until: at.optional(), ends: at.optional(), because: z.object({ zh: text, en: text }).optional() }),
  'signal.woken': entry('fact', 'case', '线索回到收件箱', 'Signal is back', { signal: id }),
  'event.opened': entry('state', 'case', '立案：{title}', 'Opened: {title}', { event: id, no: text, type: text, grade: Grade, title: text, source: text, mode: z.enum(['auto', 'triage']), object: id.nullable(), alarm: id.nullable(), severity: Severity.nullable(), lead: id.nullable(), exercise: z.boolean().optional() }),
  'exercise.ended': entry('state', 'case', '{by} 结束演练：{reason}', '{by} ended the exercise: {reason}', { event: id, reason, startedByName: whoever }),
  'exercise.noted': entry('fact', 'case', '{by} 记入复盘：{note}', '{by} noted for the sheet: {note}', { event: id, note: text }),
  'exercise.promoted': entry('state', 'case', '{by} 将演练（{startedByName} 发起）转为实战 {toNo}：{reason}', '{by} promoted the exercise begun by {startedByName} to the live event {toNo}: {reason}', { event: id, to: id, toNo: text, reason, startedByName: whoever }),
  'hazard.found': entry('fact', 'case', '{foundBy}发现隐患：{what}[，{note}]', 'Hazard found by {foundBy}: {what}[, {note}]', { event: id, object: id, label: text, foundBy: z.enum(['inspection', 'officer', 'report', 'sensor']), what: z.object({ zh: text, en: text }), item: id.nullable(), inspection: id.nullable(), note: text.nullable() }),
  'hazard.found-again': entry('fact', 'case', '检查时隐患仍在：{what}[，{note}]', 'Still there at an inspection: {what}[, {note}]', { event: id, object: id, what: z.object({ zh: text, en: text }), item: id, inspection: id, note: text.nullable() }),
  'event.opened-again': entry('fact', 'case', '报警未恢复：{no} 已结束，现仍为{severity}报警，再次立案', 'Alarm not over: {no} has ended, still {severity}; opened again', { event: id, before: id, no: text, alarm: id, severity: Severity }),
  'event.ticket-came': entry('fact', 'case', '联单 {ticket} 补传到达：发现“无联单”时已经开出', 'Ticket {ticket} came late: it was open when none was found', { event: id, signal: id, ticket: text }),
  'event.vital-outside': entry('fact', 'case', '{areaName}“{name}”{period} 期为 {value} {unit}，仍出常态', '“{name}” of {areaName} was {value} {unit} in {period}: still outside its range', { event: id, name: text, areaName: text, period: text, value: text, unit: text }),
  'event.vital-back': entry('fact', 'case', '{areaName}“{name}”{period} 期为 {value} {unit}，回到常态', '“{name}” of {areaName} was {value} {unit} in {period}: back in its range', { event: id, name: text, areaName: text, period: text, value: text, unit: text }),
  'event.graded': entry('state', 'case', '定级由{from}改为{to}', 'Grade {from} → {to}', { event: id, from: Grade, to: Grade, reason }),
  'event.dispatched': entry('state', 'case', '派遣：预案 {plan} 第 {version} 版', 'Dispatched: plan {plan} v{version}', { event: id, plan: text, version: z.number(), planVersion: z.number().optional(), lead: id, leadName: text, why: text, mode: z.enum(['auto', 'person']), tier }),
  'event.dispatch-undone': entry('state', 'case', '撤销派遣', 'Dispatch undone', { event: id }),
  'event.merged': entry('state', 'case', '并入 {intoNo}', 'Merged into {intoNo}', { event: id, into: id, intoNo: text }),
  'event.part-added': entry('fact', 'case', '涉及他区：{says}', 'Concerns another district: {says}', { event: id, why: PartWhy, district: id, says: text }),
  'event.absorbed': entry('fact', 'case', '{no} 并入本事件', '{no} merged in', { event: id, other: id, no: text }),
  'event.split': entry('state', 'case', '拆分，恢复单独办理', 'Split off again', { event: id, from: id }),
  'event.suspended': entry('state', 'case', '挂起：{reason}', 'Suspended: {reason}', { event: id, reason, until: at.nullable() }),
  'event.resumed': entry('state', 'case', '恢复办理[：{reason}]', 'Resumed[: {reason}]', { event: id, reason: reason.nullable() }),
  'event.called-back': entry('state', 'case', '核查中止，退回办理：{reason}', 'Check broken off, back to work: {reason}', { event: id, reason }),
  'event.dispatch-needed': entry('fact', 'case', '无人在办，按预案派遣：{reason}', 'Nobody at it, dispatched by plan: {reason}', { event: id, reason }),
  'event.parked': entry('state', 'case', '挂账，计划 {until} 前完成：{reason}', 'Parked until {until}: {reason}', { event: id, reason, until: at }),
  'event.park-passed': entry('state', 'case', '挂账日期已过，重新办理', 'Park date passed, reopened', { event: id }),
  'event.pause-asked': entry('fact', 'case', '申请{verb}：{reason}', 'Asked to {verb}: {reason}', { event: id, verb: z.enum(['suspend', 'park', 'false-alarm']), reason, until: at.nullable() }),
  'event.pause-refused': entry('fact', 'case', '不同意{verb}', '{verb} refused', { event: id, verb: z.enum(['suspend', 'park', 'false-alarm']) }),
  'event.alarm-joined': entry('fact', 'case', '本事件又有一处报警须立即处置', 'One more alarm of this event calls people', { event: id, object: text }),
  'event.stuck': entry('fact', 'case', '平台自动{verb}失败，请人工处置', 'The platform could not {verb} by itself: a person must act', { event: id, verb: z.enum(['dispatch', 'grade']) }),
  'event.part-unmanned': entry('fact', 'case', '“{part}”叫不到人：{why}[，已交{unitName}]', 'Nobody can be called for “{part}”: {why}[; given to {unitName}]', { event: id, part: PartWords, mandatory: z.boolean(), why: z.enum(['no-post', 'no-charge', 'unheld']), order: id.nullable(), unitName: text.nullable() }),
  'event.part-given': entry('fact', 'case', '{by} 把“{part}”指派给{unitName}', '{by} gave “{part}” to {unitName}', { event: id, part: PartWords, unit: id, unitName: text, relieved: id.nullable() }),
  'event.pause-voided': entry('fact', 'case', '{verb}申请失效：{reason}', 'Asking to {verb} is void: {reason}', { event: id, verb: z.enum(['suspend', 'park', 'false-alarm']), askedBy: whoever, reason }),
  'event.checking': entry('state', 'case', '办结，送核查', 'Finished, waits for check', { event: id }),
  'event.closed': entry('state', 'case', '核查通过，结案', 'Checked and closed', { event: id, checkedBy: whoever }),
  'event.disputed': entry('fact', 'case', '提出争议：{reason}', 'Disputed: {reason}', { event: id, reason, by: whoever }),
  'event.dispute-refused': entry('fact', 'case', '不支持争议，维持结案：{reason}', 'Dispute refused, stays closed: {reason}', { event: id, dispute: id, report: id.nullable(), reason }),
  'event.reopened': entry('state', 'case', '重开：{reason}', 'Reopened: {reason}', { event: id, reason }),
  'event.false-alarm': entry('state', 'case', '判为误报：{reason}', 'False alarm: {reason}', { event: id, reason, alarm: id.nullable().optional() }),
  'event.self-handled': entry('state', 'case', '自处置记录', 'Self-handled log', { event: id }),
  'event.raised-up': entry('fact', 'case', '提请{toName}牵头：{reason}', 'Raised to {toName}: {reason}', { event: id, to: id, toName: text, reason, tier }),
  'event.handed-down': entry('fact', 'case', '下交{toName}办理：{reason}', 'Handed down to {toName}: {reason}', { event: id, to: id, toName: text, reason, tier }),
  'lead-request.asked': entry('fact', 'case', '{fromName}请求移交{toName}主责：{reason}；证据：{evidence}', '{fromName} asked {toName} to lead: {reason}; evidence: {evidence}', { ...leadRequest, reason, evidence: text, answerBy: at }),
  'lead-request.agreed': entry('fact', 'case', '{toName}同意接手主责', '{toName} agreed to lead', { ...leadRequest, unit: id }),
  'lead-request.refused': entry('fact', 'case', '{toName}不同意接手，提请市级裁定：{reason}', '{toName} refused, the city rules: {reason}', { ...leadRequest, reason }),
  'lead-request.lapsed': entry('fact', 'case', '{toName}到时没有答复，提请市级裁定', '{toName} did not answer in time, the city rules', leadRequest),
  'lead-request.withdrawn': entry('fact', 'case', '{fromName}撤回移交请求', '{fromName} withdrew the request', leadRequest),
  'lead-request.void': entry('fact', 'case', '移交请求失效', 'The request to lead is void', leadRequest),
  'lead-request.overdue': entry('fact', 'case', '移交请求超过裁定时限', 'The ruling on the request is overdue', leadRequest),
  'lead-request.ruled': entry('fact', 'case', '市级裁定由{leadName}主责：{reason}', 'The city ruled that {leadName} leads: {reason}', { ...leadRequest, lead: id, leadName: text, unit: id, stays: z.boolean(), reason }),
  'case-file.made': entry('fact', 'case', '{by} 导出案卷，{parts} 件', '{by} took out the case file, {parts} parts', { event: id, manifest: text, parts: z.number(), revealed: z.boolean() }),
} as const satisfies Record<string, FactEntry>
