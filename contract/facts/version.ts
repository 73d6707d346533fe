import { z } from 'zod'
import { Words as NameWords } from '../words.ts'
import { entry, type FactEntry, id, reason, text, whoever } from './entry.ts'

const rules = { pack: id, version: z.number() }
const plan = { type: id, name: NameWords, version: z.number() }
const release = { pack: id, name: text, no: z.number(), version: z.number() }
const place = { pack: id, name: text, areaName: text, reason }
const publisher = { key: text, name: text }

/** City: rules, plans and packs and their versions, whose signature counts, the catalogue and the calendar. */
// biome-ignore format: one fact a line reads as a table
export const versionFacts = {
  'rules.drafted': entry('fact', 'rules', '{by} 起草规则第 {version} 版：{note}', '{by} drafted version {version} of the rules: {note}', { ...rules, note: text }),
  'rules.changed': entry('fact', 'rules', '{by} 修改规则第 {version} 版：{note}', '{by} changed version {version} of the rules: {note}', { ...rules, note: text }),
  'rules.asked': entry('fact', 'rules', '{by} 提请发布规则第 {version} 版[，未试算：{untried}]', '{by} asked to publish version {version} of the rules[, not tried: {untried}]', { ...rules, untried: text.nullable() }),
  'rules.sent-back': entry('fact', 'rules', '{by} 退回规则第 {version} 版：{note}', '{by} sent version {version} of the rules back: {note}', { ...rules, note: text }),
  'rules.discarded': entry('fact', 'rules', '{by} 丢弃规则第 {version} 版', '{by} threw version {version} of the rules away', rules),
  'rules.published': entry('state', 'rules', '{by} 发布规则第 {version} 版，原为第 {before} 版：{note}', '{by} published version {version} of the rules, {before} before: {note}', { ...rules, before: z.number(), note: text }),
  'plan.drafted': entry('fact', 'rules', '{by} 起草预案{name}第 {version} 版：{note}', '{by} drafted version {version} of the plan {name}: {note}', { ...plan, note: text }),
  'plan.changed': entry('fact', 'rules', '{by} 修改预案{name}第 {version} 版：{note}', '{by} changed version {version} of the plan {name}: {note}', { ...plan, note: text }),
  'plan.asked': entry('fact', 'rules', '{by} 提请发布预案{name}第 {version} 版[，未试算：{untried}]', '{by} asked to publish version {version} of the plan {name}[, not tried: {untried}]', { ...plan, untried: text.nullable() }),
  'plan.sent-back': entry('fact', 'rules', '{by} 退回预案{name}第 {version} 版：{note}', '{by} sent version {version} of the plan {name} back: {note}', { ...plan, note: text }),
  'plan.discarded': entry('fact', 'rules', '{by} 丢弃预案{name}第 {version} 版', '{by} threw version {version} of the plan {name} away', plan),
  'plan.published': entry('state', 'rules', '{by} 发布预案{name}第 {version} 版，原为第 {before} 版：{note}', '{by} published version {version} of the plan {name}, {before} before: {note}', { ...plan, before: z.number(), note: text }),
  'pack.asked': entry('fact', 'rules', '{by} 提请启用场景包{name}第 {version} 版：{note}', '{by} asked to put version {version} of the pack {name} in force: {note}', { ...release, note: text }),
  'pack.published': entry('state', 'rules', '{by} 启用场景包{name}第 {version} 版：{note}', '{by} put version {version} of the pack {name} in force: {note}', { ...release, before: z.number(), publisher: text.nullable(), note: text }),
  'pack.discarded': entry('fact', 'rules', '{by} 退掉场景包{name}第 {version} 版：{note}', '{by} turned version {version} of the pack {name} down: {note}', { ...release, note: text }),
  'pack.tuned': entry('state', 'rules', '{by} 更改场景包{name}的参数（{areaName}）：{what}[（{tried}）]；{reason}[，{askedByName} 提请]', '{by} changed settings of the pack {name} ({areaName}): {what}[ ({tried})]; {reason}[, as {askedByName} had asked]', { ...place, what: text, area: z.string().optional(), changes: z.array(z.object({ setting: id, before: text, after: text })).optional(), backtest: id.optional(), tried: z.object({ zh: text, en: text }).optional(), askedByName: whoever.optional(), request: id.optional() }),
  'pack.tune-asked': entry('fact', 'rules', '{by} 提请更改场景包{name}的参数（{areaName}）：{what}（{tried}）；{reason}', '{by} asked to change settings of the pack {name} ({areaName}): {what} ({tried}); {reason}', { ...place, what: text, tried: z.object({ zh: text, en: text }), backtest: id.optional(), request: id, lapsesAt: text }),
  'pack.tune-refused': entry('fact', 'rules', '{by} 不同意更改场景包{name}的参数（{areaName}）：{what}[；{note}]', '{by} did not agree to change settings of the pack {name} ({areaName}): {what}[; {note}]', { ...place, what: text, request: id, note: text.nullable() }),
  'pack.tune-withdrawn': entry('fact', 'rules', '{by} 撤回更改场景包{name}参数的提请（{areaName}）：{what}[；{note}]', '{by} took back the request to change settings of the pack {name} ({areaName}): {what}[; {note}]', { ...place, what: text, request: id, note: text.nullable() }),
  'pack.tune-lapsed': entry('fact', 'rules', '更改场景包{name}参数的提请（{areaName}）满一天无人确认，作罢：{what}', 'Nobody confirmed within a day that settings of the pack {name} are changed ({areaName}): {what}', { ...place, what: text, request: id }),
  'pack.switched-off': entry('state', 'rules', '{by} 停用场景包{name}（{areaName}）：{reason}[，{askedByName} 提请]', '{by} switched the pack {name} off ({areaName}): {reason}[, as {askedByName} had asked]', { ...place, askedByName: whoever.optional(), request: id.optional() }),
  'pack.off-asked': entry('fact', 'rules', '{by} 提请停用场景包{name}（{areaName}）：{reason}', '{by} asked to switch the pack {name} off ({areaName}): {reason}', { ...place, request: id, lapsesAt: text }),
  'pack.off-refused': entry('fact', 'rules', '{by} 不同意停用场景包{name}（{areaName}）[：{note}]', '{by} did not agree to switch the pack {name} off ({areaName})[: {note}]', { ...place, request: id, note: text.nullable() }),
  'pack.off-withdrawn': entry('fact', 'rules', '{by} 撤回停用场景包{name}的提请（{areaName}）[：{note}]', '{by} took back the request to switch the pack {name} off ({areaName})[: {note}]', { ...place, request: id, note: text.nullable() }),
  'pack.off-lapsed': entry('fact', 'rules', '停用场景包{name}的提请（{areaName}）满一天无人确认，作罢', 'Nobody confirmed within a day that the pack {name} is switched off ({areaName}): it stays on', { ...place, request: id }),
  'pack.switched-on': entry('state', 'rules', '{by} 启用场景包{name}（{areaName}）：{reason}', '{by} switched the pack {name} on ({areaName}): {reason}', { ...place, request: id.optional() }),
  'publisher.asked': entry('fact', 'admin', '{by} 提请信任发布者{name}（密钥 {key}）', '{by} asked to trust the publisher {name} (key {key})', publisher),
  'publisher.trusted': entry('fact', 'admin', '{by} 确认信任发布者{name}（密钥 {key}）', '{by} confirmed the publisher {name} (key {key})', publisher),
  'publisher.refused': entry('fact', 'admin', '{by} 不同意信任发布者{name}（密钥 {key}）', '{by} refused the publisher {name} (key {key})', publisher),
  'publisher.withdrawn': entry('fact', 'admin', '{by} 不再信任发布者{name}（密钥 {key}）', '{by} withdrew the trust in the publisher {name} (key {key})', publisher),
  'catalogue.changed': entry('fact', 'admin', '{by} 更新事件目录：第 {version} 版，{source}，立案条件 {conditions} 条，时限待核定 {unread} 条', '{by} changed the event catalogue: version {version}, {source}, {conditions} conditions, {unread} limits to be settled', { version: z.number(), source: text, conditions: z.number(), unread: z.number() }),
  'calendar.changed': entry('fact', 'admin', '{by} 更新工作日历：第 {version} 版，{source}', '{by} changed the working calendar: version {version}, {source}', { version: z.number(), source: text, lastYear: z.number() }),
} as const satisfies Record<string, FactEntry>
