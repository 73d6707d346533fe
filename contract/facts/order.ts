import { z } from 'zod'
import { PartWords } from '../words.ts'
import { at, entry, type FactEntry, id, reason, text, whoever } from './entry.ts'

const order = { order: id, unit: id, unitName: text, role: z.enum(['lead', 'assist']) }

/** 5-work and 6-verify: letters of correction, work orders, evidence, checks. */
// biome-ignore format: one fact a line reads as a table
export const orderFacts = {
  'letter.issued': entry('fact', 'case', '{by} 发出整改通知书 {no}，{until} 前整改', '{by} issued letter {no}, to be mended by {until}', { letter: id, no: text, event: id, object: id, until: at }),
  'letter.delivered': entry('fact', 'case', '整改通知书 {no} 送达（{how}）', 'Letter {no} delivered ({how})', { letter: id, no: text, event: id, object: id, how: z.enum(['in-person', 'left', 'post', 'electronic']) }),
  'letter.refused': entry('fact', 'case', '整改通知书 {no} 被拒收：{reason}', 'Letter {no} was refused: {reason}', { letter: id, no: text, event: id, object: id, reason }),
  'letter.extended': entry('fact', 'case', '{by} 把整改期限延至 {until}（{no}）：{reason}', '{by} extended letter {no} to {until}: {reason}', { letter: id, no: text, event: id, object: id, until: at, reason }),
  'letter.overdue': entry('fact', 'case', '整改通知书 {no} 逾期未整改，期限 {until}', 'Letter {no} overdue since {until}', { letter: id, no: text, event: id, object: id, until: at }),
  'letter.kept': entry('fact', 'case', '{by} 复查：已按 {no} 整改，{note}', '{by} looked again: mended as letter {no} says, {note}', { letter: id, no: text, event: id, object: id, note: text }),
  'letter.broken': entry('fact', 'case', '{by} 复查：未按 {no} 整改，{note}', '{by} looked again: not mended as letter {no} says, {note}', { letter: id, no: text, event: id, object: id, note: text }),
  'letter.withdrawn': entry('fact', 'case', '{by} 撤回整改通知书 {no}：{reason}', '{by} withdrew letter {no}: {reason}', { letter: id, no: text, event: id, object: id, reason }),
  'work-order.asked': entry('fact', 'case', '{role}派单：{unitName}', '{role} order: {unitName}', { ...order, event: id, post: id.nullable(), person: whoever.nullable(), personName: whoever.nullable(), why: text, mandatory: z.boolean(), part: PartWords.nullable().optional(), acceptBy: at, arriveBy: at.nullable(), finishBy: at.nullable(), provisional: z.boolean() }),
  'work-order.called': entry('fact', 'case', '呼叫 {postName}：{why}', 'Calls {postName}: {why}', { order: id, event: id, step: z.number(), post: id, postName: text, person: whoever.nullable(), why: text }),
  'work-order.accepted': entry('state', 'case', '{by} 签收，用时 {tookS} 秒', '{by} accepted in {tookS} s', { ...order, event: id, tookS: z.number() }),
  'work-order.arrived': entry('fact', 'case', '{by} 到场', '{by} arrived', { ...order, event: id, distanceM: z.number().nullable(), accuracyM: z.number().nullable() }),
  'work-order.progressed': entry('fact', 'case', '{by}：{note}', '{by}: {note}', { ...order, event: id, note: text, item: text.nullable() }),
  'work-order.returned': entry('fact', 'case', '{unitName} 退回：{reason}；依据 {basis}；建议 {proposedName}', '{unitName} returned: {reason}; basis {basis}; proposes {proposedName}', { ...order, event: id, reason, basis: text, proposed: id, proposedName: text, second: z.boolean() }),
  'work-order.arbitrated': entry('state', 'case', '裁定由{toName}办理：{reason}', 'Arbitrated to {toName}: {reason}', { ...order, event: id, to: id, toName: text, reason, rule: z.boolean() }),
  'work-order.transferred': entry('fact', 'case', '转办 {toName}[ {postName}]：{reason}', 'Transferred to {toName}[, {postName}]: {reason}', { ...order, event: id, to: id, toName: text, reason, post: id.optional(), postName: text.optional() }),
  'work-order.support-asked': entry('fact', 'case', '请求支援：{note}', 'Support asked: {note}', { ...order, event: id, note: text }),
  'work-order.extend-asked': entry('fact', 'case', '申请延期到 {until}：{reason}', 'Asked to extend to {until}: {reason}', { ...order, event: id, until: at, reason }),
  'work-order.reckoned': entry('fact', 'case', '放假安排公布，时限重新计算[：办结 {until}]', 'Holidays published, limits reckoned again[: finish by {until}]', { ...order, event: id, until: at.nullable(), provisional: z.boolean() }),
  'work-order.clocked': entry('fact', 'case', '{unitName} 时限变动[，到场 {arriveBy}][，办结 {finishBy}]', '{unitName}: limits moved[, arrive by {arriveBy}][, finish by {finishBy}]', { ...order, event: id, acceptBy: at, rungBy: at.nullable(), arriveBy: at.nullable(), finishBy: at.nullable() }),
  'work-order.extended': entry('fact', 'case', '同意延期到 {until}', 'Extended to {until}', { ...order, event: id, until: at }),
  'work-order.extend-refused': entry('fact', 'case', '不同意延期', 'Extension refused', { ...order, event: id }),
  'work-order.suspend-asked': entry('fact', 'case', '{unitName} 申请挂起：{reason}', '{unitName} asked to suspend: {reason}', { ...order, event: id, reason, until: at.nullable() }),
  'work-order.suspended': entry('state', 'case', '{unitName} 工单挂起：{reason}', '{unitName} order suspended: {reason}', { ...order, event: id, reason, until: at.nullable() }),
  'work-order.suspend-refused': entry('fact', 'case', '不同意 {unitName} 挂起', 'Suspension of {unitName} refused', { ...order, event: id }),
  'work-order.resumed': entry('state', 'case', '{unitName} 工单恢复办理', '{unitName} order resumed', { ...order, event: id }),
  'work-order.submitted': entry('state', 'case', '{by} 办结提交', '{by} submitted', { ...order, event: id, result: text, defects: z.array(z.string()), finished: z.boolean() }),
  'work-order.sent-back': entry('state', 'case', '打回：{reason}', 'Sent back: {reason}', { ...order, event: id, reason }),
  'work-order.called-back': entry('state', 'case', '{unitName} 退回办理：{reason}', '{unitName} back to work: {reason}', { ...order, event: id, reason }),
  'work-order.passed': entry('fact', 'case', '{unitName} 工单核查通过', '{unitName} order passed', { ...order, event: id }),
  'work-order.excused': entry('fact', 'case', '免除 {unitName}：{reason}', '{unitName} excused: {reason}', { ...order, event: id, reason, finished: z.boolean() }),
  'work-order.cancelled': entry('fact', 'case', '撤回 {unitName} 工单：{reason}', '{unitName} order cancelled: {reason}', { ...order, event: id, reason }),
  'work-order.urged': entry('fact', 'case', '催办 {unitName}：{words}', '{unitName} urged: {words}', { ...order, event: id, words: text }),
  'work-order.due-soon': entry('fact', 'case', '{unitName} {clock}即将到期', '{unitName}: {clock} soon due', { ...order, event: id, clock: z.enum(['accept', 'arrive', 'finish']), due: at }),
  'work-order.overdue': entry('fact', 'case', '{unitName} {clock}超时', '{unitName}: {clock} overdue', { ...order, event: id, clock: z.enum(['accept', 'arrive', 'finish']), due: at }),
  'evacuation.nobody': entry('fact', 'case', '{by} 登记现场无人居住：{reason}', '{by}: nobody lives there ({reason})', { ...order, event: id, reason }),
  'household.counted': entry('fact', 'case', '清点一户 {persons} 人：撤离 {gone} 人[，拒绝 {refused} 人][，失联 {missing} 人]', 'A household of {persons} counted: {gone} left[, {refused} refuse][, {missing} missing]', { ...order, event: id, persons: z.number(), told: z.boolean(), gone: z.number(), refused: z.number().nullable(), missing: z.number().nullable() }),
  'evidence.added': entry('fact', 'case', '{by} [{kind}]{label}[ {amount} {unit}]', '{by} [{kind}]{label}[ {amount} {unit}]', { evidence: id, event: id, order: id.nullable(), item: text, kind: z.enum(['photo', 'reading', 'text', 'tick']), label: z.object({ zh: text, en: text }), amount: z.number().nullable(), unit: text, hash: text.nullable() }),
  'check.passed': entry('fact', 'case', '{by} 核查通过[，理由：{waiver}]', '{by} passed the check[, because: {waiver}]', { event: id, check: id, waiver: text.nullable() }),
  'check.failed': entry('fact', 'case', '{by} 核查打回：{reason}', '{by} failed the check: {reason}', { event: id, check: id, reason, orders: z.array(id) }),
} as const satisfies Record<string, FactEntry>
