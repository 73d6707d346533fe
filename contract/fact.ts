import { z } from 'zod'
import { Actor } from './actor.ts'
import { CallChannel } from './channel.ts'
import { documentKinds } from './document-kinds.ts'
import { PartWhy } from './part-rule.ts'
import { quietKinds } from './quiet-kinds.ts'
import { Grade, Risk, Severity, WarningColour } from './scales.ts'
import { targetEntryKinds } from './target-kinds.ts'
import { Instant } from './time.ts'
import { VettingAnswer } from './vetting.ts'
import { vitalStates } from './vital-kinds.ts'
import { Words as NameWords } from './words.ts'

const id = z.string()
const text = z.string()
/** Says who somebody is: known inside the house, told to no other system (`withoutPersons`). */
const whoever = z.string().meta({ personal: true })
const reason = z.string()
const at = Instant
const tier = z.enum(['city', 'district', 'town'])
const alarm = { alarm: id, object: id, family: z.string(), label: text, rulesVersion: z.number() }
const mute = { mute: id }
const sender = { protocol: text, number: text, device: id }
const rules = { pack: id, version: z.number() }
const plan = { type: id, name: NameWords, version: z.number() }
const release = { pack: id, name: text, no: z.number(), version: z.number() }
const place = { pack: id, name: text, areaName: text, reason }
const publisher = { key: text, name: text }
const hotline = { report: id, no: text }
const called = { attempt: id, event: id, order: id, person: whoever, personName: whoever, channel: CallChannel }
const order = { order: id, unit: id, unitName: text, role: z.enum(['lead', 'assist']) }
const object = { object: id, name: text, objectKind: id }
const ofDevice = { device: id, deviceName: text, deviceKind: id }
/** The name of the sheet it came in, null: by hand. */
const sheet = text.nullable()
const kept = z.union([z.string(), z.number(), z.boolean()]).nullable()
const paper = { document: id, version: z.number(), documentKind: z.enum(documentKinds), title: text, validUntil: text.nullable() }
const ofSheet = { code: id, name: text, unit: id, sheet: text }
const counted = { file: text, registered: z.number(), changed: z.number(), unchanged: z.number() }
const differs = z.object({ field: text, from: text.nullable(), to: text.nullable() })
const role = z.enum(['responsible', 'manager', 'maintainer', 'grid'])
const leadRequest = { request: id, event: id, from: id, fromName: text, to: id, toName: text }
/** `of`: the code of the area it was told of; null: withdrawn. */
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
}
const duty = { shift: id, post: id, postName: text }

type FactEntry = {
  /** filled dot on the timeline: the state changed; otherwise a plain fact */
  dot: 'state' | 'fact'
  /** who may see it live: those who see the area or case, the one person it names, administrators, those who read rules, those who read the register (not what came from a sheet), or whoever works on cases */
  sight: 'case' | 'person' | 'admin' | 'rules' | 'objects' | 'all'
  zh: string
  en: string
  body: z.ZodObject
}
type Words = [dot: FactEntry['dot'], sight: FactEntry['sight'], zh: string, en: string]
const entry = <B extends z.ZodRawShape>(...[dot, sight, zh, en, body]: [...Words, body: B]) => ({
  dot,
  sight,
  zh,
  en,
  body: z.object(body),
})

/**
 * Every kind of fact: `noun.past`. Bodies hold codes and values, never sentences; the sentence is made from
 * the template here (`{name}` = a value of the body, `{by}` = the actor; a part in `[]` is left out when one of its values is empty).
 */
// biome-ignore format: one fact a line reads as a table
export const factKinds = {
  // 2-detect
  'alarm.raised': entry('fact', 'case', '{label} {reading} {value}{unit}，{severity}报警', '{label} {reading} {value}{unit}: {severity} alarm', { ...alarm, device: id, severity: Severity, reading: text, value: z.number().nullable(), unit: text, limit: z.number().nullable(), rule: text, mode: z.enum(['auto', 'triage', 'watch']), type: z.string(), pack: id, packVersion: z.number() }),
  'alarm.stepped-up': entry('fact', 'case', '{label} {reading} {value}{unit}，升为{severity}报警', '{label} {reading} {value}{unit}: up to {severity}', { ...alarm, device: id, severity: Severity, from: Severity, reading: text, value: z.number().nullable(), unit: text, limit: z.number().nullable(), rule: text, mode: z.enum(['auto', 'triage', 'watch']), type: z.string(), pack: id, packVersion: z.number() }),
  'alarm.stepped-down': entry('fact', 'case', '{label} 降为{severity}报警', '{label}: down to {severity}', { ...alarm, severity: Severity, from: Severity, rule: text }),
  'alarm.cleared': entry('fact', 'case', '{label} 恢复正常[（{cause}）]', '{label}: back to normal[ ({cause})]', { ...alarm, from: Severity, rule: text, value: z.number().nullable(), unit: text, byDevice: z.boolean(), cause: z.enum(['withdrawn']).nullable() }),
  // 3-event: what keeps an alarm quiet
  'alarm.muted': entry('fact', 'case', '{label} {severity}报警，静默中：{why}[（{note}）]', '{label}: {severity} alarm, muted: {why}[ ({note})]', { alarm: id, object: id, family: z.string(), label: text, severity: Severity, why: z.enum(quietKinds), note: text.nullable(), reasons: z.number() }),
  'alarm.unmuted': entry('fact', 'case', '{label} 静默结束，仍为{severity}报警', '{label}: no longer muted, still {severity}', { alarm: id, object: id, family: z.string(), label: text, severity: Severity, quietS: z.number() }),
  'supply.set': entry('fact', 'case', '{by} 登记 {label} 的下游 {below} 处', '{by} set what hangs below {label}: {below}', { supply: id, label: text, below: z.number() }),
  'mute.made': entry('fact', 'case', '{by} 设{kind}，{from} 至 {until}，负责人 {ownerName}：{reason}', '{by} set a mute ({kind}), {from} to {until}, owner {ownerName}: {reason}', { ...mute, kind: z.enum(['silence', 'works']), from: at, until: at, ownerName: text, reason }),
  'mute.confirmed': entry('fact', 'case', '{by} 复核静默：{reason}', '{by} confirmed the mute: {reason}', { ...mute, reason }),
  'mute.ended': entry('fact', 'case', '{by} 提前结束静默：{reason}', '{by} ended the mute early: {reason}', { ...mute, reason }),
  // 1-ingest
  'report.received': entry('fact', 'case', '收到{source}上报：{type}', 'Report from {source}: {type}', { report: id, source: z.enum(['grid', 'citizen', 'hotline']), type: z.string(), person: whoever.nullable() }),
  // 1-ingest, inspections: who did it is the actor
  'inspection.done': entry('fact', 'objects', '{by} 检查{label}（{planName}），异常 {faults} 项', '{by} inspected {label} ({planName}): {faults} at fault', { inspection: id, object: id, label: text, plan: id, planName: z.object({ zh: text, en: text }), faults: z.number(), items: z.number() }),
  // 1-ingest, the hotline
  'hotline.received': entry('fact', 'case', '热线工单 {no}，{until} 前答复', 'Hotline order {no}, answer by {until}', { ...hotline, hotline: id, until: at }),
  'hotline.asked': entry('fact', 'case', '{by} 向热线申请{what}[到 {until}]：{reason}', '{by} asked the hotline for {what}[ to {until}]: {reason}', { ...hotline, ask: id, what: z.enum(['return', 'extension']), reason, until: at.nullable() }),
  'hotline.granted': entry('fact', 'case', '热线同意{what}[，{until} 前答复][：{note}]', 'The hotline granted the {what}[, answer by {until}][: {note}]', { ...hotline, ask: id, what: z.enum(['return', 'extension']), until: at.nullable(), note: text.nullable() }),
  'hotline.refused': entry('fact', 'case', '热线不同意{what}[：{note}]', 'The hotline refused the {what}[: {note}]', { ...hotline, ask: id, what: z.enum(['return', 'extension']), note: text.nullable() }),
  'hotline.answered': entry('fact', 'case', '{by} 答复热线工单 {no}', '{by} answered hotline order {no}', { ...hotline, inTime: z.boolean(), text }),
  'hotline.due-soon': entry('fact', 'case', '热线工单 {no} 快到答复时限，{until}', 'Hotline order {no} is soon to be answered, by {until}', { ...hotline, until: at }),
  'hotline.overdue': entry('fact', 'case', '热线工单 {no} 超过答复时限 {until}', 'Hotline order {no} was to be answered by {until}', { ...hotline, until: at }),
  'hotline.called-back': entry('fact', 'case', '热线回访：{solved}，{note}', 'The hotline called back: {solved}; {note}', { ...hotline, solved: z.enum(['solved', 'not-solved']), satisfied: z.enum(['yes', 'fairly', 'no']).nullable(), note: text }),
  // 1-ingest, files and other systems
  'mapped-feed.saved': entry('fact', 'admin', '{by} 保存接入“{name}”，第 {version} 版', '{by} saved the feed “{name}”, version {version}', { name: text, version: z.number() }),
  'mapped-feed.failed': entry('fact', 'admin', '“{name}”取数失败', 'The feed “{name}” failed', { name: text, code: text }),
  'mapped-feed.recovered': entry('fact', 'admin', '“{name}”恢复取数', 'The feed “{name}” works again', { name: text }),
  'delivery.received': entry('fact', 'admin', '{by} 送来“{file}”（{name}）', '{by} delivered “{file}” ({name})', { feed: id, name: text, file: text, bytes: z.number() }),
  'delivery.read': entry('fact', 'admin', '“{file}”读完：{rows} 行，存入 {kept}，重复 {duplicates}，拒收 {refused}', '“{file}” read: {rows} rows, {kept} kept, {duplicates} repeated, {refused} refused', { feed: id, file: text, rows: z.number(), kept: z.number(), duplicates: z.number(), refused: z.number() }),
  'delivery.refused': entry('fact', 'admin', '“{file}”整份拒收', '“{file}” refused as a whole', { feed: id, file: text, code: text }),
  // 1-ingest, cameras
  'camera.suspected': entry('fact', 'case', '摄像机 {camera} 发现疑似：{label}', 'Camera {camera} noticed: {label}', { suspicion: id, camera: text, label: text, type: id }),
  'suspicion.waiting': entry('fact', 'case', '疑似待人工复核，{cameras} 路摄像机看到', 'A suspicion waits for a look; {cameras} cameras noticed it', { suspicion: id, type: id, cameras: z.number() }),
  'suspicion.answered': entry('fact', 'case', '{by} 人工复核：{answer}', '{by} looked at a suspicion: {answer}', { suspicion: id, type: id, answer: VettingAnswer }),
  'suspicion.taken-back': entry('fact', 'case', '{by} 撤销复核结论', '{by} took the answer back', { suspicion: id, type: id }),
  'suspicion.settled': entry('fact', 'case', '复核结论生效：{answer}', 'The answer takes effect: {answer}', { suspicion: id, type: id, answer: VettingAnswer, byName: whoever }),
  'ticket.opened': entry('fact', 'case', '联单 {ticket} 开出', 'Ticket {ticket} opened', { pack: id, ticket: text, object: id.nullable() }),
  'ticket.closed': entry('fact', 'case', '联单 {ticket} 闭合', 'Ticket {ticket} closed', { pack: id, ticket: text, object: id.nullable() }),
  'ticket.voided': entry('fact', 'case', '{by} 作废联单 {ticket}：{reason}', '{by} voided ticket {ticket}: {reason}', { pack: id, ticket: text, object: id.nullable(), reason }),
  'ticket.sheet-taken': entry('fact', 'case', '{by} 导入联单表“{sheet}”：开出 {opened}，闭合 {closed}，更正 {righted}，未变 {unchanged}', '{by} took the sheet of tickets “{sheet}”: {opened} opened, {closed} closed, {righted} put right, {unchanged} unchanged', { pack: id, sheet: text, opened: z.number(), closed: z.number(), righted: z.number(), unchanged: z.number() }),
  'haul.found': entry('fact', 'case', '发现线索：{type}', 'Found: {type}', { finding: id, check: id, type: id, object: id.nullable(), pack: id }),
  'haul-baseline.set': entry('fact', 'case', '{by} 填报 {areaName} 启用前基线：办理 {handled}/发现 {found}（{source}）', '{by} entered the baseline of {areaName}: {handled} handled of {found} found ({source})', { pack: id, areaName: text, found: z.number(), handled: z.number(), hours: z.number().nullable(), source: text, from: text, until: text }),
  'camera-gate.set': entry('fact', 'admin', '{by} 改动摄像机 {camera} 的复核门槛：{to}[ {gate}]，{reason}', '{by} changed the gate of camera {camera}: {to}[ {gate}]; {reason}', { camera: text, type: id, to: z.enum(['fix', 'anew', 'free']), gate: z.number().nullable(), reason }),
  'camera-label.set': entry('fact', 'admin', '{by} 设定摄像机标签“{label}”：{meaning}', '{by} set the camera label “{label}”: {meaning}', { protocol: text, label: text, meaning: text }),
  'camera-label.ended': entry('fact', 'admin', '{by} 删去摄像机标签“{label}”', '{by} removed the camera label “{label}”', { protocol: text, label: text }),
  'camera-subscription.set': entry('fact', 'admin', '{by} 把视图库 {number} 的地址设为 {address}', '{by} set the address of view library {number} to {address}', { number: text, address: text }),
  'camera-subscription.ended': entry('fact', 'admin', '{by} 去掉视图库 {number} 的地址', '{by} removed the address of view library {number}', { number: text }),
  'camera-subscription.granted': entry('fact', 'admin', '视图库 {number} 同意订阅，至 {until}', 'View library {number} granted the subscription, until {until}', { number: text, until: at }),
  'camera-subscription.refused': entry('fact', 'admin', '视图库 {number} 不同意订阅', 'View library {number} refused the subscription', { number: text, code: text }),
  'camera-subscription.away': entry('fact', 'admin', '连不上视图库 {number}，订阅没有办成', 'View library {number} cannot be reached to subscribe', { number: text, code: text }),
  'receipt.received': entry('fact', 'case', '设备回执 {command}', 'Device receipt {command}', { command: id, device: id, ok: z.boolean() }),
  // 4-dispatch, devices
  'command.sent': entry('fact', 'case', '平台自动下发 {name}', 'Platform sent {name}', { command: id, device: id, object: id, name: text, alarm: id.nullable(), cause: text }),
  'command.receipted': entry('fact', 'case', '{name} 已有回执，用时 {tookMs} 毫秒', '{name} receipted in {tookMs} ms', { command: id, device: id, object: id, name: text, tookMs: z.number() }),
  'command.unanswered': entry('fact', 'case', '{name} 5 秒无回执', '{name}: no receipt in 5 s', { command: id, device: id, object: id, name: text }),
  // 3-event
  'signal.received': entry('fact', 'case', '新线索：{title}', 'New signal: {title}', { signal: id, source: text, type: text, title: text, grade: Grade }),
  'signal.opened': entry('fact', 'case', '线索立案', 'Signal opened', { signal: id, event: id }),
  'signal.merged': entry('fact', 'case', '线索并入 {no}', 'Signal merged into {no}', { signal: id, event: id, no: text }),
  'signal.split': entry('fact', 'case', '线索拆分，回到收件箱：{reason}', 'Split off, back in the inbox: {reason}', { signal: id, event: id, reason }),
  'signal.rejected': entry('fact', 'case', '不予立案：{reason}', 'Rejected: {reason}', { signal: id, reason }),
  'signal.gone': entry('fact', 'case', '报警已恢复，线索自行消除', 'Alarm cleared, signal gone', { signal: id }),
  'signal.snoozed': entry('fact', 'case', '稍后处理，{until} 回到收件箱', 'Snoozed until {until}', { signal: id, until: at }),
  'signal.woken': entry('fact', 'case', '线索回到收件箱', 'Signal is back', { signal: id }),
  'event.opened': entry('state', 'case', '立案：{title}', 'Opened: {title}', { event: id, no: text, type: text, grade: Grade, title: text, source: text, mode: z.enum(['auto', 'triage']), object: id.nullable(), alarm: id.nullable(), severity: Severity.nullable(), lead: id.nullable(), exercise: z.boolean().optional() }),
  'exercise.ended': entry('state', 'case', '{by} 结束演练：{reason}', '{by} ended the exercise: {reason}', { event: id, reason, startedByName: whoever }),
  'exercise.noted': entry('fact', 'case', '{by} 记入复盘：{note}', '{by} noted for the sheet: {note}', { event: id, note: text }),
  'exercise.promoted': entry('state', 'case', '{by} 将演练（{startedByName} 发起）转为实战 {toNo}：{reason}', '{by} promoted the exercise begun by {startedByName} to the live event {toNo}: {reason}', { event: id, to: id, toNo: text, reason, startedByName: whoever }),
  'hazard.found': entry('fact', 'case', '{foundBy}发现隐患：{what}[，{note}]', 'Hazard found by {foundBy}: {what}[, {note}]', { event: id, object: id, label: text, foundBy: z.enum(['inspection', 'officer', 'report', 'sensor']), what: z.object({ zh: text, en: text }), item: id.nullable(), inspection: id.nullable(), note: text.nullable() }),
  'hazard.found-again': entry('fact', 'case', '检查时隐患仍在：{what}[，{note}]', 'Still there at an inspection: {what}[, {note}]', { event: id, object: id, what: z.object({ zh: text, en: text }), item: id, inspection: id, note: text.nullable() }),
  'event.opened-again': entry('fact', 'case', '报警未恢复：{no} 已结束，现仍为{severity}报警，再次立案', 'Alarm not over: {no} has ended, still {severity}; opened again', { event: id, before: id, no: text, alarm: id, severity: Severity }),
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
  'event.part-unmanned': entry('fact', 'case', '“{part}”叫不到人：{why}[，已交{unitName}]', 'Nobody can be called for “{part}”: {why}[; given to {unitName}]', { event: id, part: NameWords, mandatory: z.boolean(), why: z.enum(['no-post', 'no-charge', 'unheld']), order: id.nullable(), unitName: text.nullable() }),
  'event.part-given': entry('fact', 'case', '{by} 把“{part}”指派给{unitName}', '{by} gave “{part}” to {unitName}', { event: id, part: NameWords, unit: id, unitName: text, relieved: id.nullable() }),
  'event.pause-voided': entry('fact', 'case', '{verb}申请失效：{reason}', 'Asking to {verb} is void: {reason}', { event: id, verb: z.enum(['suspend', 'park', 'false-alarm']), askedBy: whoever, reason }),
  'event.checking': entry('state', 'case', '办结，送核查', 'Finished, waits for check', { event: id }),
  'event.closed': entry('state', 'case', '核查通过，结案', 'Checked and closed', { event: id, checkedBy: whoever }),
  'event.disputed': entry('fact', 'case', '提出争议：{reason}', 'Disputed: {reason}', { event: id, reason, by: whoever }),
  'event.dispute-refused': entry('fact', 'case', '不支持争议，维持结案：{reason}', 'Dispute refused, stays closed: {reason}', { event: id, dispute: id, report: id.nullable(), reason }),
  'event.reopened': entry('state', 'case', '重开：{reason}', 'Reopened: {reason}', { event: id, reason }),
  'sensor.doubted': entry('fact', 'case', '{label} {name} 记入误报：{until} 前单独不高于{cap}（{reason}）', '{label} {name}: after a false alarm alone no more than {cap} until {until} ({reason})', { doubt: id, device: id, name: text, object: id, label: text, family: z.string(), cap: Severity, until: at, reason }),
  'sensor.believed': entry('fact', 'case', '{label} {name} 恢复采信[：{reason}]', '{label} {name} is believed again[: {reason}]', { doubt: id, device: id, name: text, object: id, label: text, family: z.string(), why: z.enum(['over', 'repaired']), reason: reason.nullable() }),
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
  // case files: the hash of the manifest proves later what was handed over
  'case-file.made': entry('fact', 'case', '{by} 导出案卷，{parts} 件', '{by} took out the case file, {parts} parts', { event: id, manifest: text, parts: z.number(), revealed: z.boolean() }),
  // 5-work: letters of correction
  'letter.issued': entry('fact', 'case', '{by} 发出整改通知书 {no}，{until} 前整改', '{by} issued letter {no}, to be mended by {until}', { letter: id, no: text, event: id, object: id, until: at }),
  'letter.delivered': entry('fact', 'case', '整改通知书 {no} 送达（{how}）', 'Letter {no} delivered ({how})', { letter: id, no: text, event: id, object: id, how: z.enum(['in-person', 'left', 'post', 'electronic']) }),
  'letter.refused': entry('fact', 'case', '整改通知书 {no} 被拒收：{reason}', 'Letter {no} was refused: {reason}', { letter: id, no: text, event: id, object: id, reason }),
  'letter.extended': entry('fact', 'case', '{by} 把整改期限延至 {until}（{no}）：{reason}', '{by} extended letter {no} to {until}: {reason}', { letter: id, no: text, event: id, object: id, until: at, reason }),
  'letter.overdue': entry('fact', 'case', '整改通知书 {no} 逾期未整改，期限 {until}', 'Letter {no} overdue since {until}', { letter: id, no: text, event: id, object: id, until: at }),
  'letter.kept': entry('fact', 'case', '{by} 复查：已按 {no} 整改，{note}', '{by} looked again: mended as letter {no} says, {note}', { letter: id, no: text, event: id, object: id, note: text }),
  'letter.broken': entry('fact', 'case', '{by} 复查：未按 {no} 整改，{note}', '{by} looked again: not mended as letter {no} says, {note}', { letter: id, no: text, event: id, object: id, note: text }),
  'letter.withdrawn': entry('fact', 'case', '{by} 撤回整改通知书 {no}：{reason}', '{by} withdrew letter {no}: {reason}', { letter: id, no: text, event: id, object: id, reason }),
  // 5-work
  'work-order.asked': entry('fact', 'case', '{role}派单：{unitName}', '{role} order: {unitName}', { ...order, event: id, post: id.nullable(), person: whoever.nullable(), personName: whoever.nullable(), why: text, mandatory: z.boolean(), part: NameWords.nullable().optional(), acceptBy: at, arriveBy: at.nullable(), finishBy: at.nullable(), provisional: z.boolean() }),
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
  // 6-verify
  'check.passed': entry('fact', 'case', '{by} 核查通过[，理由：{waiver}]', '{by} passed the check[, because: {waiver}]', { event: id, check: id, waiver: text.nullable() }),
  'check.failed': entry('fact', 'case', '{by} 核查打回：{reason}', '{by} failed the check: {reason}', { event: id, check: id, reason, orders: z.array(id) }),
  // who was called, by which way, and what came of it (叫应)
  'call.attempted': entry('fact', 'case', '{channel}叫应 {personName}：{why}', 'Calls {personName} by {channel}: {why}', { ...called, step: z.number(), post: id, why: text }),
  'call.answered': entry('fact', 'case', '{personName} {answer}（{channel}）', '{personName} {answer} ({channel})', { ...called, answer: z.enum(['accepted', 'known', 'refused']) }),
  'call.failed': entry('fact', 'case', '{channel}没有叫应到 {personName}：{why}', '{channel} did not reach {personName}: {why}', { ...called, why: text }),
  // who was told
  'notice.sent': entry('fact', 'person', '通知 {personName}：{why}', 'Told {personName}: {why}', { notice: id, person: whoever, personName: whoever, post: id, event: id.nullable(), order: id.nullable(), kind: text, why: text, urgent: z.boolean(), gap: z.object({ id, unitName: text, postName: text, from: at, to: at }).optional(), paper: z.object({ id, object: id, objectName: text, title: text, validUntil: text }).optional(), checkUp: z.object({ id, areaName: text, no: z.number(), changes: z.number() }).optional(), vital: z.object({ code: id, name: text, areas: text, n: z.number() }).optional(), part: NameWords.optional(), exercise: z.boolean().optional() }),
  'notice.cancelled': entry('fact', 'person', '撤回通知', 'Notice withdrawn', { notice: id, person: whoever }),
  'reporter.told': entry('fact', 'case', '告知上报人：{outcome}', 'Reporter told: {outcome}', { report: id, event: id.nullable(), outcome: text }),
  // centre: warnings of those who publish them
  'warning.received': entry('fact', 'all', '{publisher} 发布{event}{colour}预警，{from} 起[，至 {until}]', '{publisher}: {colour} warning ({event}) from {from}[ until {until}]', { warning: id, publisher: text, event: text, colour: WarningColour, from: at, until: at.nullable() }),
  'warning.cancelled': entry('fact', 'all', '{publisher} 解除{event}{colour}预警', '{publisher}: {colour} warning ({event}) taken back', { warning: id, publisher: text, event: text, colour: WarningColour }),
  // 7-evaluate: what was received and called on a day, and where it stood when the day was over
  'balance.sealed': entry('fact', 'case', '{day} 平衡表：收到 {received}，在办 {open}，结案 {closed}；呼叫 {sent}，应答 {answered}', 'Balance of {day}: {received} received, {open} open, {closed} closed; {sent} calls, {answered} answered', { day: text, received: z.number(), open: z.number(), closed: z.number(), merged: z.number(), rejected: z.number(), falseAlarm: z.number(), selfHandled: z.number(), gone: z.number(), sent: z.number(), pending: z.number(), answered: z.number(), climbed: z.number(), withdrawn: z.number() }),
  'balance.day-sealed': entry('fact', 'admin', '{day} 平衡表封存：{areas} 个辖区，{unbalanced} 个不平，{differences} 处不符', 'Balance of {day} sealed: {areas} areas, {unbalanced} unbalanced, {differences} differences', { day: text, areas: z.number(), unbalanced: z.number(), differences: z.number() }),
  // 8-risk
  'object.risk-changed': entry('state', 'case', '{label} [由{from}]定为{to}[：{why}][（{restored}）]', '{label}[: {from}] → {to}[: {why}][ ({restored})]', { object: id, label: text, from: Risk.nullable(), to: Risk, score: z.number(), unknown: z.number(), of: z.number(), model: text, why: z.object({ zh: text, en: text }).nullable(), factors: z.array(z.object({ indicator: id, score: z.number().nullable(), points: z.number() })), floors: z.array(id), restored: z.object({ zh: text, en: text }).nullable().optional(), fell: z.object({ floors: z.array(id), factors: z.array(z.object({ indicator: id, points: z.number(), known: z.boolean() })) }).nullable().optional() }),
  // city: rules and their versions
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
  // city: packs installed, changed and switched while the city runs; whose signature counts
  'pack.asked': entry('fact', 'rules', '{by} 提请启用场景包{name}第 {version} 版：{note}', '{by} asked to put version {version} of the pack {name} in force: {note}', { ...release, note: text }),
  'pack.published': entry('state', 'rules', '{by} 启用场景包{name}第 {version} 版：{note}', '{by} put version {version} of the pack {name} in force: {note}', { ...release, before: z.number(), publisher: text.nullable(), note: text }),
  'pack.discarded': entry('fact', 'rules', '{by} 退掉场景包{name}第 {version} 版：{note}', '{by} turned version {version} of the pack {name} down: {note}', { ...release, note: text }),
  'pack.tuned': entry('state', 'rules', '{by} 更改场景包{name}的参数（{areaName}）：{what}[（{tried}）]；{reason}', '{by} changed settings of the pack {name} ({areaName}): {what}[ ({tried})]; {reason}', { ...place, what: text, backtest: id.optional(), tried: z.object({ zh: text, en: text }).optional() }),
  'pack.switched-off': entry('state', 'rules', '{by} 停用场景包{name}（{areaName}）：{reason}', '{by} switched the pack {name} off ({areaName}): {reason}', place),
  'pack.switched-on': entry('state', 'rules', '{by} 启用场景包{name}（{areaName}）：{reason}', '{by} switched the pack {name} on ({areaName}): {reason}', place),
  'publisher.asked': entry('fact', 'admin', '{by} 提请信任发布者{name}（密钥 {key}）', '{by} asked to trust the publisher {name} (key {key})', publisher),
  'publisher.trusted': entry('fact', 'admin', '{by} 确认信任发布者{name}（密钥 {key}）', '{by} confirmed the publisher {name} (key {key})', publisher),
  'publisher.refused': entry('fact', 'admin', '{by} 不同意信任发布者{name}（密钥 {key}）', '{by} refused the publisher {name} (key {key})', publisher),
  'publisher.withdrawn': entry('fact', 'admin', '{by} 不再信任发布者{name}（密钥 {key}）', '{by} withdrew the trust in the publisher {name} (key {key})', publisher),
  // kernel: work that stands still, seen from outside the scheduler
  'catalogue.changed': entry('fact', 'admin', '{by} 更新事件目录：第 {version} 版，{source}，立案条件 {conditions} 条，时限待核定 {unread} 条', '{by} changed the event catalogue: version {version}, {source}, {conditions} conditions, {unread} limits to be settled', { version: z.number(), source: text, conditions: z.number(), unread: z.number() }),
  'sender.registered': entry('fact', 'admin', '{by} 登记 {protocol} 号码 {number}，设备 {device}', '{by} registered number {number} of {protocol} for {device}', { ...sender, coded: z.boolean(), crs: text.nullable(), lenient: z.boolean() }),
  'sender.changed': entry('fact', 'admin', '{by} 更改 {protocol} 号码 {number}，设备 {device}', '{by} changed number {number} of {protocol}, device {device}', { ...sender, coded: z.boolean(), crs: text.nullable(), lenient: z.boolean(), recoded: z.boolean() }),
  'sender.terminal-replaced': entry('fact', 'admin', '{by} 为 {protocol} 号码 {number} 更换终端，原终端不再有效', '{by} replaced the terminal of number {number} of {protocol}; the one before is out', sender),
  'sender.ended': entry('fact', 'admin', '{by} 停用 {protocol} 号码 {number}，设备 {device}', '{by} ended number {number} of {protocol}, device {device}', sender),
  'calendar.changed': entry('fact', 'admin', '{by} 更新工作日历：第 {version} 版，{source}', '{by} changed the working calendar: version {version}, {source}', { version: z.number(), source: text, lastYear: z.number() }),
  'work.stalled': entry('fact', 'admin', '{what} 停滞：{why}，{n} 件，自 {since}', '{what} stalled ({why}): {n} since {since}', { work: id, what: text, why: z.enum(['late', 'failed']), n: z.number(), since: at }),
  'work.resumed': entry('fact', 'admin', '{what} 恢复', '{what} goes on again', { work: id, what: text }),
  // centre: the register of objects; of a personal field only that it changed
  'object.registered': entry('state', 'objects', '{by} 登记{name}', '{by} registered {name}', { ...object, sheet }),
  'object.changed': entry('fact', 'objects', '{by} 变更{name}：{n} 项', '{by} changed {name}: {n}', { ...object, sheet, n: z.number(), changes: z.array(z.object({ field: text, personal: z.boolean(), from: kept, to: kept })) }),
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
  'business-item.changed': entry('fact', 'objects', '{by} 变更业务事项“{name}”（{code}）：{n} 项', '{by} changed the business item “{name}” ({code}): {n}', { ...ofSheet, n: z.number(), changes: z.array(differs) }),
  'special-app.registered': entry('state', 'objects', '{by} 登记特色应用“{name}”（{code}）', '{by} registered the special app “{name}” ({code})', { ...ofSheet }),
  'special-app.changed': entry('fact', 'objects', '{by} 变更特色应用“{name}”（{code}）：{n} 项', '{by} changed the special app “{name}” ({code}): {n}', { ...ofSheet, n: z.number(), changes: z.array(differs) }),
  'business-item.sheet-taken': entry('fact', 'objects', '{by} 导入业务事项“{file}”：登记 {registered}，变更 {changed}，未变 {unchanged}', '{by} took the sheet of business items “{file}”: {registered} registered, {changed} changed, {unchanged} unchanged', counted),
  'special-app.sheet-taken': entry('fact', 'objects', '{by} 导入特色应用“{file}”：登记 {registered}，变更 {changed}，未变 {unchanged}', '{by} took the sheet of special apps “{file}”: {registered} registered, {changed} changed, {unchanged} unchanged', counted),
  'vital.registered': entry('fact', 'objects', '{by} 登记体征指标“{name}”', '{by} registered the vital “{name}”', { vital: id, name: text }),
  'vital.published': entry('fact', 'objects', '{by} 发布“{name}”的第 {version} 版定义：改 {n} 处', '{by} published version {version} of the vital “{name}”: {n} changes', { vital: id, name: text, version: z.number(), n: z.number() }),
  'vital.moved': entry('fact', 'objects', '{by} 把指标“{name}”从 {from} 改为 {to}[：{reason}]', '{by} moved the vital “{name}” from {from} to {to}[: {reason}]', { vital: id, name: text, from: z.enum(vitalStates), to: z.enum(vitalStates), reason: text.nullable() }),
  'vital.silent': entry('fact', 'objects', '“{name}”断报满 24 小时（{areas}，共 {n} 处），交责任单位补报', '“{name}” is silent for a day ({areas}; {n} in all): its owner is asked', { vital: id, name: text, areas: text, n: z.number(), owner: id.nullable(), ownerPost: id.nullable(), anew: z.boolean() }),
  'vital.silence-over': entry('fact', 'objects', '“{name}”的断报任务结束（{areas}，共 {n} 处）', 'The silence of “{name}” is over ({areas}; {n} in all)', { vital: id, name: text, areas: text, n: z.number(), left: z.number(), why: z.enum(['told', 'off']) }),
  'vital.outside': entry('fact', 'objects', '{areaName}“{name}”{period} 期为 {value} {unit}，出常态', '“{name}” of {areaName} was {value} {unit} in {period}: outside its range', { ...vitalSaid, type: id, objectKind: id.nullable(), first: z.boolean() }),
  'vital.back': entry('fact', 'objects', '{areaName}“{name}”{period} 期为 {value} {unit}，回到常态', '“{name}” of {areaName} was {value} {unit} in {period}: back in its range', vitalSaid),
  'check-up.made': entry('fact', 'objects', '{areaName}第 {no} 份体检表已出：变了 {changes} 处', 'Check-up {no} of {areaName} is made: {changes} changes', { checkUp: id, areaName: text, no: z.number(), tier: text, changes: z.number(), sent: z.boolean() }),
  'target.told': entry('fact', 'objects', '{by} 填报“{planName}”：{name}（{quarter}，{entry}）', '{by} said how “{name}” of “{planName}” stands in {quarter} ({entry})', { plan: id, planName: text, subject: id, name: text, quarter: text, entry: z.enum(targetEntryKinds) }),
  'target-plan.taken': entry('fact', 'objects', '{by} 导入目标方案“{planName}”第 {version} 版：{items} 个事项、{indicators} 项指标', '{by} took version {version} of the target plan “{planName}”: {items} items, {indicators} indicators', { plan: id, planName: text, version: z.number(), items: z.number(), indicators: z.number() }),
  'vital.period-locked': entry('fact', 'objects', '{by} 锁定“{name}”的 {period}', '{by} locked {period} of “{name}”', { lock: id, name: text, period: text }),
  'vital.period-opened': entry('fact', 'objects', '{by} 解锁“{name}”的 {period}：{reason}', '{by} opened {period} of “{name}” again: {reason}', { lock: id, name: text, period: text, reason: text }),
  'vitals.told': entry('fact', 'objects', '{by} 报体征指标 {vitals} 项、{values} 个数[，退回 {refused} 个]', '{by} told {values} values of {vitals} vitals[, {refused} refused]', { values: z.number(), vitals: z.number(), refused: z.number().nullable() }),
  'object-code.issued': entry('state', 'objects', '{by} 为{name}生成码', '{by} issued a code for {name}', { ...object, code: id, bulk: z.boolean() }),
  'object-code.posted': entry('state', 'objects', '{by} 登记{name}的码牌已上墙：{where}', '{by}: the plate of {name} hangs: {where}', { ...object, code: id, where: text, photo: text.nullable() }),
  'object-code.renewed': entry('state', 'objects', '{by} 更换{name}的码：{reason}', '{by} renewed the code of {name}: {reason}', { ...object, code: id, before: id, reason }),
  'object-code.ended': entry('state', 'objects', '{by} 停用{name}的码：{reason}', '{by} ended the code of {name}: {reason}', { ...object, code: id, reason }),
  // city: people and rights
  'session.opened': entry('fact', 'admin', '{by} 登录[（经 {provider}）]', '{by} signed in[ (by {provider})]', { account: text, post: id, provider: id.nullable().optional() }),
  'session.unknown': entry('fact', 'admin', '经 {provider} 登录的 {account} 在本平台没有账号', '{account} came by {provider} and has no account here', { account: text, provider: id }),
  'session.barred': entry('fact', 'admin', '{account} 是管理员，没有让其经 {provider} 登录', '{account} is an administrator and was not let in by {provider}', { account: text, provider: id }),
  'session.closed': entry('fact', 'admin', '{by} 退出', '{by} signed out', { account: text }),
  'session.refused': entry('fact', 'admin', '{account} 登录失败', '{account} failed to sign in', { account: text, failures: z.number() }),
  'account.locked': entry('fact', 'admin', '{account} 锁定到 {until}', '{account} locked until {until}', { account: text, until: at }),
  'account.password-set': entry('fact', 'admin', '{account} 换掉初始密码', '{account} replaced the first password', { account: text }),
  'personal.revealed': entry('fact', 'admin', '{by} 查看{whose}的联系方式：{purpose}', '{by} saw the contact of {whose}: {purpose}', { subject: id, field: text, whose: text, purpose: text }),
  'unit.made': entry('fact', 'admin', '设立单位 {name}', 'Unit {name} made', { unit: id, name: text }),
  'unit.ended': entry('fact', 'admin', '撤销单位 {name}', 'Unit {name} ended', { unit: id, name: text }),
  'post.made': entry('fact', 'admin', '设立岗位 {name}', 'Post {name} made', { post: id, name: text }),
  'post.ended': entry('fact', 'admin', '撤销岗位 {name}', 'Post {name} ended', { post: id, name: text }),
  'person.made': entry('fact', 'admin', '登记人员 {name}', 'Person {name} made', { person: whoever, name: text }),
  'person.ended': entry('fact', 'admin', '人员离开 {name}', 'Person {name} left', { person: whoever, name: text }),
  'unit.changed': entry('fact', 'admin', '通讯录更新单位 {name}', 'Unit {name} changed by the directory', { unit: id, name: text }),
  'post.changed': entry('fact', 'admin', '通讯录更新岗位 {name}', 'Post {name} changed by the directory', { post: id, name: text }),
  'person.changed': entry('fact', 'admin', '通讯录更新人员 {name}', 'Person {name} changed by the directory', { person: whoever, name: text }),
  'directory.taken': entry('fact', 'admin', '收到办公门户通讯录：{rows} 条，新增 {made}，变更 {changed}，终止 {ended}，未收 {refused}', 'Directory of the office portal: {rows} rows, {made} new, {changed} changed, {ended} ended, {refused} refused', { sync: id, mode: z.enum(['full', 'changes']), rows: z.number(), made: z.number(), changed: z.number(), ended: z.number(), refused: z.number() }),
  'appointment.made': entry('fact', 'admin', '任命 {personName} 为 {postName}', '{personName} appointed {postName}', { appointment: id, person: whoever, personName: whoever, post: id, postName: text, until: at.nullable() }),
  'appointment.asked': entry('fact', 'admin', '提请 {personName} 任 {postName}，待另一名管理员确认', '{personName} proposed as {postName}, waits for a second administrator', { appointment: id, person: whoever, personName: whoever, post: id, postName: text }),
  'appointment.refused': entry('fact', 'admin', '驳回 {personName} 任 {postName}', '{personName} as {postName} turned down', { appointment: id, person: whoever, personName: whoever, post: id, postName: text }),
  'appointment.ended': entry('fact', 'admin', '{personName} 不再任 {postName}', '{personName} leaves {postName}', { appointment: id, person: whoever, personName: whoever, post: id, postName: text }),
  'appointment.delegated': entry('fact', 'admin', '{postName} 委托给 {personName} 至 {until}', '{postName} delegated to {personName} until {until}', { appointment: id, person: whoever, personName: whoever, post: id, postName: text, until: at }),
  // the roster
  'duty.arranged': entry('fact', 'case', '{postName} 排班：{personName}[，代班 {deputyName}]，{from} 至 {to}', '{postName} arranged: {personName}[, deputy {deputyName}], {from} to {to}', { ...duty, person: whoever, personName: whoever, deputy: whoever.nullable(), deputyName: whoever.nullable(), from: at, to: at }),
  'duty.handed-over': entry('fact', 'case', '{postName} {personName} 交班给 {toName}：{reason}', '{postName}: {personName} handed over to {toName}: {reason}', { ...duty, person: whoever, personName: whoever, to: whoever, toName: whoever, reason }),
  'duty.substituted': entry('fact', 'case', '{postName} {personName} 替 {insteadName} 值班：{reason}', '{postName}: {personName} on duty instead of {insteadName}: {reason}', { ...duty, person: whoever, personName: whoever, instead: whoever, insteadName: whoever, reason }),
  'duty.cancelled': entry('fact', 'case', '{postName} 撤销 {personName} {from} 的班：{reason}', '{postName}: shift of {personName} at {from} cancelled: {reason}', { ...duty, person: whoever, personName: whoever, from: at, to: at, reason }),
  'duty.gap-found': entry('fact', 'case', '{unitName} {postName} {from} 至 {to} 无人值班', '{unitName}, {postName}: nobody on duty from {from} to {to}', { gap: id, unit: id, post: id, unitName: text, postName: text, from: at, to: at }),
  'duty.gap-filled': entry('fact', 'case', '{unitName} {postName} 的值班缺口已补上', '{unitName}, {postName}: the gap in its shifts is filled', { gap: id, post: id, unitName: text, postName: text }),
  'duty.gap-passed': entry('fact', 'case', '{unitName} {postName} 的值班缺口已过当天', '{unitName}, {postName}: the day of the gap is over', { gap: id, post: id, unitName: text, postName: text }),
  'key.made': entry('fact', 'admin', '发放密钥 {name}', 'Key {name} issued', { key: id, name: text }),
  'key.ended': entry('fact', 'admin', '停用密钥 {name}', 'Key {name} ended', { key: id, name: text }),
  'event-view.saved': entry('fact', 'admin', '{by} 给本单位保存视图“{name}”', '{by} saved the view “{name}” for the unit', { view: id, unit: id, name: text }),
  'event-view.renamed': entry('fact', 'admin', '{by} 把本单位的视图改名为“{name}”', '{by} renamed a view of the unit: “{name}”', { view: id, unit: id, name: text }),
  'event-view.deleted': entry('fact', 'admin', '{by} 删除本单位的视图“{name}”', '{by} deleted the view “{name}” of the unit', { view: id, unit: id, name: text }),
  'demo.reset': entry('fact', 'admin', '演示重置到 09:30', 'Demo reset to 09:30', {}),
} as const satisfies Record<string, FactEntry>

export type FactKind = keyof typeof factKinds
export type FactBody<K extends FactKind> = z.infer<(typeof factKinds)[K]['body']>

/** A body as it may leave the house: what its kind describes, without who somebody is. */
export const withoutPersons = (kind: FactKind, body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries<z.ZodType>(factKinds[kind].body.shape).flatMap(([name, field]) =>
      isPersonal(field) ? [] : [[name, body[name]]],
    ),
  )

const isPersonal = (field: z.ZodType): boolean =>
  (field instanceof z.ZodNullable ? (field.unwrap() as z.ZodType) : field).meta()?.personal === true

/** A fact as read back: `position` is `tx.id`, the only safe place to resume from. */
export const Fact = z
  .object({
    position: z.string(),
    kind: z.string(),
    subject: z.string(),
    area: z.string().nullable(),
    actor: Actor,
    recordedAt: Instant,
    occurredAt: Instant,
    body: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Fact' })
export type FactView = z.infer<typeof Fact>
