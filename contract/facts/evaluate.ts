import { z } from 'zod'
import { Risk } from '../scales.ts'
import { targetEntryKinds } from '../target-kinds.ts'
import { vitalStates } from '../vital-kinds.ts'
import { entry, type FactEntry, id, text, whoever, withdrawn } from './entry.ts'

/** `of`: the code of the area it was told of. `value` null: what was told is withdrawn, which `withdrawn` says in words where that turns how the vital stands. */
const vitalSaid = {
  vital: id,
  name: text,
  of: id,
  areaName: text,
  period: text,
  value: z.number().nullable(),
  unit: text,
  least: z.number().nullable(),
  most: z.number().nullable(),
  hold: z.number(),
  withdrawn: withdrawn.optional(),
}

/** 7-evaluate and 8-risk: where a day stood when it was over, vitals, check-ups, targets, the risk of objects. */
// biome-ignore format: one fact a line reads as a table
export const evaluateFacts = {
  'balance.sealed': entry('fact', 'case', '{day} 平衡表：收到 {received}，在办 {open}，结案 {closed}；呼叫 {sent}，应答 {answered}', 'Balance of {day}: {received} received, {open} open, {closed} closed; {sent} calls, {answered} answered', { day: text, received: z.number(), open: z.number(), closed: z.number(), merged: z.number(), rejected: z.number(), falseAlarm: z.number(), selfHandled: z.number(), gone: z.number(), sent: z.number(), pending: z.number(), answered: z.number(), climbed: z.number(), withdrawn: z.number() }),
  'balance.day-sealed': entry('fact', 'admin', '{day} 平衡表封存：{areas} 个辖区，{unbalanced} 个不平，{differences} 处不符', 'Balance of {day} sealed: {areas} areas, {unbalanced} unbalanced, {differences} differences', { day: text, areas: z.number(), unbalanced: z.number(), differences: z.number() }),
  'object.risk-changed': entry('state', 'case', '{label} [由{from}]定为{to}[：{why}][（{restored}）]', '{label}[: {from}] → {to}[: {why}][ ({restored})]', { object: id, label: text, from: Risk.nullable(), to: Risk, score: z.number(), unknown: z.number(), of: z.number(), model: text, why: z.object({ zh: text, en: text }).nullable(), factors: z.array(z.object({ indicator: id, score: z.number().nullable(), points: z.number() })), floors: z.array(id), restored: z.object({ zh: text, en: text }).nullable().optional(), fell: z.object({ floors: z.array(id), factors: z.array(z.object({ indicator: id, points: z.number(), known: z.boolean() })) }).nullable().optional() }),
  'vital.registered': entry('fact', 'objects', '{by} 登记体征指标“{name}”', '{by} registered the vital “{name}”', { vital: id, name: text }),
  'vital.published': entry('fact', 'objects', '{by} 发布“{name}”的第 {version} 版定义：改 {n} 处[，{askedByName} 提请]', '{by} published version {version} of the vital “{name}”: {n} changes[, as {askedByName} had asked]', { vital: id, name: text, version: z.number(), n: z.number(), askedByName: whoever.optional(), request: id.optional() }),
  'vital.publish-asked': entry('fact', 'objects', '{by} 提请发布“{name}”的定义（改 {n} 处，会立案），等第二人', '{by} asked that the definition of “{name}” is published ({n} changes; it opens events): a second person is needed', { vital: id, name: text, n: z.number(), tier: text, request: id, lapsesAt: text, batch: id.nullable() }),
  'vital.publish-refused': entry('fact', 'objects', '{by} 不同意发布“{name}”的定义[；{note}]', '{by} did not agree to publish the definition of “{name}”[; {note}]', { vital: id, name: text, request: id, note: text.nullable() }),
  'vital.publish-withdrawn': entry('fact', 'objects', '{by} 撤回发布“{name}”定义的提请[；{note}]', '{by} took back the request to publish the definition of “{name}”[; {note}]', { vital: id, name: text, request: id, note: text.nullable() }),
  'vital.publish-lapsed': entry('fact', 'objects', '发布“{name}”定义的提请满一天无人确认，作罢', 'Nobody confirmed within a day that the definition of “{name}” is published', { vital: id, name: text, request: id, note: text.nullable() }),
  'vital.confirmed': entry('fact', 'objects', '{by} 核对“{name}”{areaName} {period} 的数，无误：{reason}', '{by} confirmed the value of “{name}” of {areaName}, {period}: {reason}', { vital: id, name: text, areaName: text, period: text, reason: text }),
  'vital.moved': entry('fact', 'objects', '{by} 把指标“{name}”从 {from} 改为 {to}[：{reason}]', '{by} moved the vital “{name}” from {from} to {to}[: {reason}]', { vital: id, name: text, from: z.enum(vitalStates), to: z.enum(vitalStates), reason: text.nullable() }),
  'vital-track.added': entry('fact', 'objects', '{by} 增加跑道“{name}”', '{by} added “{name}” to a board', { code: id, board: id, name: text }),
  'vital-track.changed': entry('fact', 'objects', '{by} 改跑道“{from}”：现为“{name}”（第 {version} 版）', '{by} changed “{from}” of a board: now “{name}” (version {version})', { code: id, from: text, name: text, version: z.number() }),
  'vital-track.stopped': entry('fact', 'objects', '{by} 停用跑道“{name}”：{reason}', '{by} stopped “{name}” of a board: {reason}', { code: id, name: text, reason: text }),
  'vital.silent': entry('fact', 'objects', '“{name}”断报满 24 小时（{areas}，共 {n} 处），成为补报任务', '“{name}” is silent for a day ({areas}; {n} in all): a task for its owner', { vital: id, name: text, areas: text, n: z.number(), owner: id.nullable(), ownerPost: id.nullable(), anew: z.boolean() }),
  'vitals.asked': entry('fact', 'objects', '请补报断报的指标：{vitals} 项、{areas} 处（{names}）', 'Asked for silent vitals: {vitals}, in {areas} places ({names})', { owner: id.nullable(), ownerPost: id.nullable(), vitals: z.number(), areas: z.number(), names: text }),
  'vitals.answered': entry('fact', 'objects', '断报的指标都已补报或不再要报', 'No vital asked for is silent any more', { owner: id.nullable(), ownerPost: id.nullable() }),
  'vital.silence-over': entry('fact', 'objects', '“{name}”的断报任务结束（{areas}，共 {n} 处）', 'The silence of “{name}” is over ({areas}; {n} in all)', { vital: id, name: text, areas: text, n: z.number(), left: z.number(), why: z.enum(['told', 'off']) }),
  'vital.outside': entry('fact', 'objects', '{areaName}“{name}”{period} 期[为 {value} {unit}，][{withdrawn}]出常态', '“{name}” of {areaName} in {period}[ was {value} {unit}][, {withdrawn}]: outside its range', { ...vitalSaid, type: id, objectKind: id.nullable(), first: z.boolean(), version: z.number().optional(), n: z.number().optional(), due: z.number().optional() }),
  'vital.withdrawn': entry('fact', 'objects', '{areaName}“{name}”{period} 期的数已撤回', 'What was told of “{name}” of {areaName} in {period} was withdrawn', vitalSaid),
  'vital.back': entry('fact', 'objects', '{areaName}“{name}”{period} 期[为 {value} {unit}，][{withdrawn}]回到常态', '“{name}” of {areaName} in {period}[ was {value} {unit}][, {withdrawn}]: back in its range', vitalSaid),
  'check-up.made': entry('fact', 'objects', '{areaName}第 {no} 份体检表已出：变了 {changes} 处', 'Check-up {no} of {areaName} is made: {changes} changes', { checkUp: id, areaName: text, no: z.number(), tier: text, changes: z.number(), sent: z.boolean() }),
  'target.told': entry('fact', 'objects', '{by} 填报“{planName}”：{name}（{quarter}，{entry}）', '{by} said how “{name}” of “{planName}” stands in {quarter} ({entry})', { plan: id, planName: text, subject: id, name: text, quarter: text, entry: z.enum(targetEntryKinds) }),
  'target-plan.taken': entry('fact', 'objects', '{by} 导入目标方案“{planName}”第 {version} 版：{items} 个事项、{indicators} 项指标', '{by} took version {version} of the target plan “{planName}”: {items} items, {indicators} indicators', { plan: id, planName: text, version: z.number(), items: z.number(), indicators: z.number() }),
  'vital.period-locked': entry('fact', 'objects', '{by} 锁定“{name}”的 {period}', '{by} locked {period} of “{name}”', { lock: id, name: text, period: text }),
  'vital.period-opened': entry('fact', 'objects', '{by} 解锁“{name}”的 {period}：{reason}', '{by} opened {period} of “{name}” again: {reason}', { lock: id, name: text, period: text, reason: text }),
  'vitals.changed': entry('fact', 'objects', '{vitals} 项体征指标的数有变（{places} 处）', 'Numbers of {vitals} vitals changed, in {places} places', { vitals: z.number(), places: z.number(), paths: z.array(text) }),
  'vital-sheet.stopped': entry('fact', 'objects', '{by} 停止收[{senderName} 的]报数表：已读 {done}/{rows} 行，收下 {taken}，退回 {refused}[，停在第 {atRow} 行]', '{by} stopped a sheet of values[ of {senderName}]: {done}/{rows} rows read, {taken} taken, {refused} refused[; it stands at line {atRow}]', { sheet: id, done: z.number(), rows: z.number(), taken: z.number(), refused: z.number(), atRow: z.number().nullable(), senderName: whoever.nullable() }),
  'vital-sheet.went-on': entry('fact', 'objects', '{by} 让停下的报数表（{rows} 行）继续收', '{by} went on with a sheet of values that was stopped ({rows} rows)', { sheet: id, rows: z.number() }),
  'vitals.told': entry('fact', 'objects', '{by} 报体征指标 {vitals} 项、{values} 个数[，退回 {refused} 个]', '{by} told {values} values of {vitals} vitals[, {refused} refused]', { values: z.number(), vitals: z.number(), refused: z.number().nullable() }),
} as const satisfies Record<string, FactEntry>
