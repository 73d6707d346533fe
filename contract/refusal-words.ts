import { en as permitsEn, zh as permitsZh } from './permit-words.ts'
import { fillWords, type ProblemCode, problems } from './problem.ts'

export type Details = Readonly<Record<string, string | number>>
type Words = { zh: string; en: string }
const say = (zh: string, en: string): Words => ({ zh, en })

const permits: Record<'zh' | 'en', Readonly<Record<string, string>>> = { zh: permitsZh, en: permitsEn }

/** States of events, work orders and reports. */
const states: Readonly<Record<string, Words>> = {
  open: say('待派遣', 'waiting for dispatch'),
  handling: say('处置中', 'being handled'),
  checking: say('待核查', 'waiting for its check'),
  suspended: say('挂起', 'suspended'),
  parked: say('挂账', 'parked'),
  closed: say('已结案', 'closed'),
  merged: say('已并入', 'merged'),
  'false-alarm': say('误报', 'a false alarm'),
  'self-handled': say('自处置', 'self-handled'),
  asked: say('待签收', 'not accepted yet'),
  accepted: say('已签收', 'accepted'),
  arrived: say('已到场', 'at the place'),
  returned: say('已退回', 'returned'),
  arbitration: say('退回待裁', 'waiting for a ruling'),
  submitted: say('办结待核查', 'submitted'),
  passed: say('已通过', 'passed'),
  excused: say('已免除', 'excused'),
  cancelled: say('已撤回', 'withdrawn'),
  transferred: say('已转办', 'transferred'),
  received: say('已收到', 'received'),
  rejected: say('不予立案', 'not opened'),
}

/** What was tried with them. */
const verbs: Readonly<Record<string, Words>> = {
  dispatch: say('派遣', 'dispatching'),
  undo: say('撤销派遣', 'undoing the dispatch'),
  finish: say('办结', 'finishing'),
  'send-back': say('打回', 'sending back'),
  close: say('结案', 'closing'),
  check: say('核查', 'checking'),
  suspend: say('挂起', 'suspending'),
  park: say('挂账', 'parking'),
  resume: say('恢复办理', 'resuming'),
  merge: say('并入', 'merging'),
  split: say('拆分', 'splitting'),
  'false-alarm': say('判为误报', 'calling it a false alarm'),
  'report-false-alarm': say('上报误报', 'reporting a false alarm'),
  dispute: say('提出争议', 'disputing'),
  reopen: say('重开', 'reopening'),
  grade: say('改动', 'changing it'),
  urge: say('催办或增派', 'urging or adding units'),
  accept: say('签收', 'accepting'),
  arrive: say('到场', 'arriving'),
  progress: say('记进展', 'reporting progress'),
  return: say('退回', 'returning'),
  arbitrate: say('裁定', 'ruling'),
  transfer: say('转办', 'transferring'),
  extend: say('申请延期', 'extending'),
  'approve-extend': say('同意延期', 'agreeing to extend'),
  'refuse-extend': say('不同意延期', 'refusing to extend'),
  support: say('请求支援', 'asking for support'),
  submit: say('办结', 'submitting'),
  excuse: say('免除', 'excusing'),
}

/** Fields people fill in, by their name on the wire; others are shown as they are. */
const fields: Readonly<Record<string, string>> = {
  reason: '理由',
  content: '内容',
  words: '内容',
  note: '说明',
  result: '办结说明',
  cause: '原因',
  basis: '职责依据',
  proposed: '建议单位',
  unit: '单位',
  lead: '牵头单位',
  grade: '定级',
  type: '类型',
  title: '标题',
  address: '地址',
  lon: '经度',
  lat: '纬度',
  accuracyM: '定位精度',
  phone: '电话',
  contactName: '姓名',
  idNumber: '证件号码',
  files: '照片',
  item: '检查项',
  value: '数值',
  until: '截止时间',
  from: '开始时间',
  to: '结束时间',
  happenedAt: '发生时间',
  occurredAt: '发生时间',
  minutes: '分钟数',
  version: '版本',
  purpose: '用途',
  name: '名称',
  account: '账号',
  password: '密码',
  person: '人员',
  post: '岗位',
  appointment: '任命',
  areas: '辖区',
  cursor: '翻页位置',
  limit: '条数',
  bbox: '地图范围',
}

/** Reasons written in English where they arise, in Chinese. */
const reasons: readonly [RegExp, string][] = [
  [/^in the past$/, '已经过去'],
  [/^has it already$/, '已在该单位'],
  [/^note, file or value$/, '须有说明、照片或数值'],
  [/^no item (.+)$/, '没有这一项：$1'],
  [/^.+ takes a photo$/, '此项要照片'],
  [/^.+ takes a reading$/, '此项要数值'],
  [/^.+ takes a text$/, '此项要文字'],
  [/^not after (.+)$/, '须晚于现在的期限'],
  [/^too short$/, '太短'],
  [/^not a type that can be reported/, '不是可以上报的类型'],
  [/^no upload of yours/, '不是您上传的照片'],
  [/^not a cursor of ours$/, '不是本平台给出的'],
  [/^empty piece$/, '分片是空的'],
  [/^taken$/, '已被占用'],
  [/^yourself$/, '不能是本人'],
  [/^the holder$/, '就是任职人本人'],
  [/^delegated already$/, '已是委托，不能再委托'],
  [/^your own unit$/, '是您自己的单位'],
  [/^units below it are still in force$/, '还有下级单位'],
  [/^before to, at most 31 days$/, '须早于结束时间，最多 31 天'],
  [/^west,south,east,north$/, '须为西、南、东、北四个数'],
  [/^west < east, south < north$/, '西须小于东，南须小于北'],
  [/^unknown (.+)$/, '不认识 $1'],
  [/JSON|Unexpected (token|end)/i, '不是合法的 JSON'],
  [/^invalid byte sequence|^unsupported Unicode|out of range|^invalid input syntax/, '含有无法保存的字符或数值'],
]

const steps: readonly [seconds: number, zh: string, en: string][] = [
  [31_557_600, '年', 'year'],
  [86_400, '天', 'day'],
  [3_600, '小时', 'hour'],
  [60, '分钟', 'minute'],
  [1, '秒', 'second'],
]

/** A time people can picture: the largest unit of which there are at least two. */
export function lengthWords(seconds: number): Words {
  const [unit, zh, en] = steps.find(([size]) => seconds >= 2 * size) ?? steps.at(-1)!
  const n = Math.round(seconds / unit)
  return say(`${n.toLocaleString('en', { useGrouping: false })} ${zh}`, `${n} ${en}${n === 1 ? '' : 's'}`)
}

const inChinese = (path: string): string => fields[path.split('/').at(-1) ?? ''] ?? path
const reasonInChinese = (reason: string): string => {
  const found = reasons.find(([pattern]) => pattern.test(reason))
  return found ? reason.replace(found[0], (all, ...groups) => found[1].replace('$1', String(groups[0] ?? all))).trim() : reason
}

/** Codes among the details as words of one language. `nameZh` and `nameEn` stand for `name` where a detail has words of its own. */
function inWords(details: Details, language: 'zh' | 'en'): Details {
  const own = language === 'zh' ? 'Zh' : 'En'
  const known: Record<string, (code: string) => string | undefined> = {
    state: (code) => states[code]?.[language],
    verb: (code) => verbs[code]?.[language],
    permit: (code) => permits[language][code],
    path: (code) => (language === 'zh' ? inChinese(code) : code),
    reason: (code) => (language === 'zh' ? reasonInChinese(code) : code),
  }
  const said = Object.entries(details).map(([name, value]) => [
    name,
    details[`${name}${own}`] ?? known[name]?.(String(value)) ?? value,
  ])
  const length = typeof details.seconds === 'number' ? [['length', lengthWords(details.seconds)[language]]] : []
  return Object.fromEntries([...said, ...length])
}

/** A refusal as a sentence of each language, with nothing of the other in it. */
export const sayRefusal = (code: ProblemCode, details: Details = {}): Words => ({
  zh: fillWords(problems[code].zh, inWords(details, 'zh')),
  en: fillWords(problems[code].en, inWords(details, 'en')),
})
