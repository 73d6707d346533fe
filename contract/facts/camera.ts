import { z } from 'zod'
import { VettingAnswer } from '../vetting.ts'
import { at, entry, type FactEntry, id, reason, text, whoever } from './entry.ts'

/** 1-ingest, cameras and haulage: what they noticed, what people said of it. */
// biome-ignore format: one fact a line reads as a table
export const cameraFacts = {
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
} as const satisfies Record<string, FactEntry>
