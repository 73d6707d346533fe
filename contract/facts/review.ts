import { z } from 'zod'
import { actionKinds, gapKinds, reviewReasons } from '../review-kinds.ts'
import { Words as NameWords } from '../words.ts'
import { at, entry, type FactEntry, id, reason, text } from './entry.ts'

const keys = <K extends string>(of: Record<K, unknown>): [K, ...K[]] => Object.keys(of) as [K, ...K[]]
const review = { review: id, no: z.number(), title: text }
const action = { ...review, action: id, actionKind: z.enum(keys(actionKinds)), words: text, unitName: text }

/** Centre: reviews (复盘), opened by facts and closed when what follows from them is done. */
// biome-ignore format: one fact a line reads as a table
export const reviewFacts = {
  'review.opened': entry('state', 'case', '复盘 {no} 开始：{title}（{says}）', 'Review {no} opened: {title} ({says})', { ...review, event: id.nullable(), why: z.enum(keys(reviewReasons)), says: NameWords }),
  'review.reason-added': entry('fact', 'case', '复盘 {no} 又一个原因：{says}', 'One more reason for review {no}: {says}', { ...review, event: id.nullable(), why: z.enum(keys(reviewReasons)), says: NameWords }),
  'review.filled': entry('state', 'case', '{by} 填写复盘 {no}', '{by} wrote review {no}', { ...review, gaps: z.array(z.enum(keys(gapKinds))) }),
  'review.discussed': entry('state', 'case', '{by} 记录复盘 {no} 已讨论', '{by} said that review {no} was discussed', review),
  'review.acting': entry('state', 'case', '复盘 {no} 转入整改', 'What follows from review {no} is under way', review),
  'review.closed': entry('state', 'case', '{by} 办结复盘 {no}', '{by} closed review {no}', review),
  'review.reopened': entry('state', 'case', '{by} 重新复盘 {no}：{reason}', '{by} reopened review {no}: {reason}', { ...review, reason }),
  'review.action-set': entry('fact', 'case', '{by} 布置整改（{unitName}，{due} 前）：{words}[（改：{changes}）]', '{by} set an action for {unitName}, by {due}: {words}[ (changes: {changes})]', { ...action, changes: NameWords.optional(), due: at }),
  'review.action-closed': entry('fact', 'case', '{by} 完成整改：{words}[（{note}）]', '{by} did: {words}[ ({note})]', { ...action, shownBy: text.nullable(), note: text.nullable() }),
  'review.action-handed-over': entry('fact', 'case', '{by} 移交整改：{words}；{reason}', '{by} handed over: {words}; {reason}', { ...action, reason }),
  'review.action-overdue': entry('fact', 'case', '整改逾期（{unitName}）：{words}', 'Overdue at {unitName}: {words}', { ...action, unit: id, event: id.nullable(), due: at }),
} as const satisfies Record<string, FactEntry>
