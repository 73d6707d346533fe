import { z } from 'zod'
import { documentKinds } from '../document-kinds.ts'
import { changeWays } from '../rated-change.ts'
import { Risk } from '../scales.ts'
import { at, entry, type FactEntry, id, reason, text, whoever } from './entry.ts'

const object = { object: id, name: text, objectKind: id }
/** A change that waits, or waited, for a second person. */
const asked = { ...object, request: id }
const ofDevice = { device: id, deviceName: text, deviceKind: id }
/** The name of the sheet it came in, null: by hand. */
const sheet = text.nullable()
const kept = z.union([z.string(), z.number(), z.boolean()]).nullable()
const paper = { document: id, version: z.number(), documentKind: z.enum(documentKinds), title: text, validUntil: text.nullable() }
/** Why it was changed: `rated` the fields a risk model looks at, `evidence` the files that prove it. Facts of before have none of these. */
const why = {
  way: z.enum(changeWays).optional(),
  rated: z.array(text).optional(),
  reason: reason.nullable().optional(),
  evidence: z.array(z.object({ file: id, type: text })).optional(),
  confirmedByName: whoever.optional(),
}
const ofSheet = { code: id, name: text, unit: id, sheet, reason: text.optional() }
const counted = { file: text, registered: z.number(), changed: z.number(), unchanged: z.number() }
const differs = z.object({ field: text, from: text.nullable(), to: text.nullable() })
const role = z.enum(['responsible', 'manager', 'maintainer', 'grid'])

/** Centre: the register of objects; of a personal field only that it changed. */
// biome-ignore format: one fact a line reads as a table
export const registerFacts = {
  'object.registered': entry('state', 'objects', '{by} 登记{name}', '{by} registered {name}', { ...object, sheet }),
  'object.changed': entry('fact', 'objects', '{by} 变更{name}：{n} 项[（{reason}）][，{confirmedByName} 确认]', '{by} changed {name}: {n}[ ({reason})][, confirmed by {confirmedByName}]', { ...object, sheet, n: z.number(), changes: z.array(z.object({ field: text, personal: z.boolean(), from: kept, to: kept })), ...why, request: id.optional() }),
  'object.change-asked': entry('fact', 'objects', '{by} 提请变更{name}：{n} 项，{from} 将变为{to}，{lapsesAt} 前由第二人确认[（{reason}）]', '{by} asked to change {name}: {n}, from {from} to {to}; a second person confirms by {lapsesAt}[ ({reason})]', { ...asked, n: z.number(), from: Risk, to: Risk, reason: reason.nullable(), lapsesAt: at, tier: text.optional(), batch: id.optional(), more: z.boolean().optional() }),
  'object.change-refused': entry('fact', 'objects', '{by} 不同意变更{name}[：{note}]', '{by} did not agree to change {name}[: {note}]', { ...asked, note: text.nullable() }),
  'object.change-withdrawn': entry('fact', 'objects', '{by} 撤回对{name}的变更[：{note}]', '{by} took back the change of {name}[: {note}]', { ...asked, note: text.nullable() }),
  'object.change-lapsed': entry('fact', 'objects', '变更{name}的提请满一天无人确认，作罢', 'Nobody confirmed the change of {name} within a day: it lapsed', { ...asked, note: text.nullable() }),
  'object.ended': entry('state', 'objects', '{by} 注销{name}：{reason}', '{by} ended {name}: {reason}', { ...object, reason }),
  'object.households-kept': entry('fact', 'objects', '{by} 更新{name}的受威胁户：{households} 户 {persons} 人', '{by} updated the households {name} threatens: {households} of {persons} people', { ...object, households: z.number(), persons: z.number() }),
  'object.charged': entry('fact', 'objects', '{by} 登记{name}的{role}', '{by} named a {role} of {name}', { ...object, charge: id, role, unit: id.nullable(), post: id.nullable(), person: whoever.nullable() }),
  'device.registered': entry('fact', 'objects', '{by} 在{name}登记设备{deviceName}（{device}）', '{by} registered the device {deviceName} ({device}) at {name}', { ...object, ...ofDevice, sheet, gateway: id.nullable(), intervalS: z.number(), again: z.boolean() }),
  'device.changed': entry('fact', 'objects', '{by} 变更{name}的设备{deviceName}：{n} 项', '{by} changed the device {deviceName} of {name}: {n}', { ...object, ...ofDevice, sheet, n: z.number(), changes: z.array(z.object({ field: text, personal: z.boolean(), from: kept, to: kept })) }),
  'device.retired': entry('fact', 'objects', '{by} 停用{name}的设备{deviceName}（{device}）：{reason}', '{by} retired the device {deviceName} ({device}) of {name}: {reason}', { ...object, ...ofDevice, reason }),
  'device.sheet-taken': entry('fact', 'objects', '{by} 导入设备表“{sheet}”：登记 {registered}，变更 {changed}，未变 {unchanged}', '{by} took the sheet of devices “{sheet}”: {registered} registered, {changed} changed, {unchanged} unchanged', { sheet: text, registered: z.number(), changed: z.number(), unchanged: z.number() }),
  'object.document-added': entry('fact', 'objects', '{by} 上传{name}的图纸资料“{title}”（第 {version} 版）', '{by} brought “{title}” (version {version}) of {name}', { ...object, ...paper }),
  'object.document-withdrawn': entry('fact', 'objects', '{by} 撤下{name}的图纸资料“{title}”：{reason}', '{by} withdrew “{title}” of {name}: {reason}', { ...object, ...paper, reason }),
  'object.document-due': entry('fact', 'objects', '{name}的“{title}”{state}，有效期至 {validUntil}', '“{title}” of {name}, valid until {validUntil}: {state}', { ...object, ...paper, state: z.enum(['soon', 'expired']), dutyUnit: id.nullable() }),
  'object.courses-kept': entry('fact', 'objects', '{by} 登记{name}的上游：{n} 个', '{by} said what lies upstream of {name}: {n}', { ...object, n: z.number() }),
  'object.discharged': entry('fact', 'objects', '{by} 结束{name}的{role}', '{by} ended a {role} of {name}', { ...object, charge: id, role, unit: id.nullable(), post: id.nullable(), person: whoever.nullable() }),
  'object.holder-made-firm': entry('fact', 'objects', '{by} 把{name}的{role}标为企业', '{by} marked a {role} of {name} as a firm', { ...object, charge: id, role }),
  'object.holder-made-person': entry('fact', 'objects', '{by} 把{name}的{role}改回个人', '{by} marked a {role} of {name} as a person again', { ...object, charge: id, role }),
  'scene-layer.taken': entry('fact', 'objects', '{by} 更新图层“{name}”：第 {version} 版，{features} 个要素（原 {before} 个）', '{by} took the layer “{name}”: version {version}, {features} features ({before} before)', { layer: id, name: text, version: z.number(), source: text, features: z.number(), before: z.number() }),
  'scene-layer.rolled-back': entry('fact', 'objects', '{by} 把图层“{name}”从第 {from} 版恢复到第 {version} 版：{features} 个要素', '{by} brought the layer “{name}” back from version {from} to {version}: {features} features', { layer: id, name: text, version: z.number(), from: z.number(), features: z.number() }),
  'object.sheet-taken': entry('fact', 'objects', '{by} 导入“{sheet}”：登记 {registered}，变更 {changed}，未变 {unchanged}', '{by} took the sheet “{sheet}”: {registered} registered, {changed} changed, {unchanged} unchanged', { sheet: text, objectKind: id, registered: z.number(), changed: z.number(), unchanged: z.number() }),
  'business-item.registered': entry('state', 'objects', '{by} 登记业务事项“{name}”（{code}）', '{by} registered the business item “{name}” ({code})', { ...ofSheet }),
  'business-item.changed': entry('fact', 'objects', '{by} 变更业务事项“{name}”（{code}）：{n} 项[：{reason}]', '{by} changed the business item “{name}” ({code}): {n}[: {reason}]', { ...ofSheet, n: z.number(), changes: z.array(differs) }),
  'special-app.registered': entry('state', 'objects', '{by} 登记特色应用“{name}”（{code}）', '{by} registered the special app “{name}” ({code})', { ...ofSheet }),
  'special-app.changed': entry('fact', 'objects', '{by} 变更特色应用“{name}”（{code}）：{n} 项', '{by} changed the special app “{name}” ({code}): {n}', { ...ofSheet, n: z.number(), changes: z.array(differs) }),
  'business-item.sheet-taken': entry('fact', 'objects', '{by} 导入业务事项“{file}”：登记 {registered}，变更 {changed}，未变 {unchanged}', '{by} took the sheet of business items “{file}”: {registered} registered, {changed} changed, {unchanged} unchanged', counted),
  'special-app.sheet-taken': entry('fact', 'objects', '{by} 导入特色应用“{file}”：登记 {registered}，变更 {changed}，未变 {unchanged}', '{by} took the sheet of special apps “{file}”: {registered} registered, {changed} changed, {unchanged} unchanged', counted),
  'object-code.issued': entry('state', 'objects', '{by} 为{name}生成码', '{by} issued a code for {name}', { ...object, code: id, bulk: z.boolean() }),
  'object-code.posted': entry('state', 'objects', '{by} 登记{name}的码牌已上墙：{where}', '{by}: the plate of {name} hangs: {where}', { ...object, code: id, where: text, photo: text.nullable() }),
  'object-code.renewed': entry('state', 'objects', '{by} 更换{name}的码：{reason}', '{by} renewed the code of {name}: {reason}', { ...object, code: id, before: id, reason }),
  'object-code.ended': entry('state', 'objects', '{by} 停用{name}的码：{reason}', '{by} ended the code of {name}: {reason}', { ...object, code: id, reason }),
} as const satisfies Record<string, FactEntry>
