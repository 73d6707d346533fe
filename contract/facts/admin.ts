import { z } from 'zod'
import { PartWords } from '../words.ts'
import { at, entry, type FactEntry, id, text, whoever } from './entry.ts'

const sender = { protocol: text, number: text, device: id }

/** City: people and rights, senders, keys; work that stands still, seen from outside the scheduler. */
// biome-ignore format: one fact a line reads as a table
export const adminFacts = {
  'sender.registered': entry('fact', 'admin', '{by} 登记 {protocol} 号码 {number}，设备 {device}', '{by} registered number {number} of {protocol} for {device}', { ...sender, coded: z.boolean(), crs: text.nullable(), lenient: z.boolean() }),
  'sender.changed': entry('fact', 'admin', '{by} 更改 {protocol} 号码 {number}，设备 {device}', '{by} changed number {number} of {protocol}, device {device}', { ...sender, coded: z.boolean(), crs: text.nullable(), lenient: z.boolean(), recoded: z.boolean() }),
  'sender.terminal-replaced': entry('fact', 'admin', '{by} 为 {protocol} 号码 {number} 更换终端，原终端不再有效', '{by} replaced the terminal of number {number} of {protocol}; the one before is out', sender),
  'sender.ended': entry('fact', 'admin', '{by} 停用 {protocol} 号码 {number}，设备 {device}', '{by} ended number {number} of {protocol}, device {device}', sender),
  'work.stalled': entry('fact', 'admin', '{what} 停滞：{why}，{n} 件，自 {since}', '{what} stalled ({why}): {n} since {since}', { work: id, what: text, why: z.enum(['late', 'failed']), n: z.number(), since: at }),
  'work.resumed': entry('fact', 'admin', '{what} 恢复', '{what} goes on again', { work: id, what: text }),
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
  'key.made': entry('fact', 'admin', '发放密钥 {name}', 'Key {name} issued', { key: id, name: text }),
  'key.ended': entry('fact', 'admin', '停用密钥 {name}', 'Key {name} ended', { key: id, name: text }),
  'event-view.saved': entry('fact', 'admin', '{by} 给本单位保存视图“{name}”', '{by} saved the view “{name}” for the unit', { view: id, unit: id, name: text }),
  'event-view.renamed': entry('fact', 'admin', '{by} 把本单位的视图改名为“{name}”', '{by} renamed a view of the unit: “{name}”', { view: id, unit: id, name: text }),
  'event-view.deleted': entry('fact', 'admin', '{by} 删除本单位的视图“{name}”', '{by} deleted the view “{name}” of the unit', { view: id, unit: id, name: text }),
  'areas.change-asked': entry('fact', 'admin', '{by} 登记区划变动“{title}”，{day} 起生效，依据 {basis}：撤销 {ends}，设立 {begins}，更名 {renames}', '{by} entered the change of areas “{title}” from {day} ({basis}): {ends} end, {begins} begin, {renames} renamed', { change: id, title: text, day: text, basis: text, ends: z.number(), begins: z.number(), renames: z.number() }),
  'areas.change-withdrawn': entry('fact', 'admin', '{by} 撤回区划变动“{title}”（{day}）', '{by} withdrew the change of areas “{title}” ({day})', { change: id, title: text, day: text }),
  'areas.changed': entry('fact', 'admin', '区划变动“{title}”自 {day} 生效：撤销 {ends}，设立 {begins}，更名 {renames}', 'The change of areas “{title}” is in force from {day}: {ends} end, {begins} begin, {renames} renamed', { change: id, title: text, day: text, ends: z.number(), begins: z.number(), renames: z.number() }),
  'areas.change-failed': entry('fact', 'admin', '区划变动“{title}”（{day}）没有执行：{faults} 处不对', 'The change of areas “{title}” ({day}) was not carried out: {faults} faults', { change: id, title: text, day: text, faults: z.number(), why: PartWords.optional(), asker: whoever.optional() }),
  'demo.reset': entry('fact', 'admin', '演示重置到 09:30', 'Demo reset to 09:30', {}),
} as const satisfies Record<string, FactEntry>
