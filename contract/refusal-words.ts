import { fillWords } from './fill-words.ts'
import { en as permitsEn, zh as permitsZh } from './permit-words.ts'
import { type ProblemCode, problems } from './problem.ts'
import { type Details, pathWords, quotable, reasonWords, type Words } from './refusal-reasons.ts'

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
  draft: say('草稿', 'a draft'),
  waiting: say('待发布', 'waiting to be published'),
  live: say('现行', 'in force'),
  retired: say('已停用', 'out of force'),
  discarded: say('已丢弃', 'thrown away'),
  confirmed: say('已确认', 'confirmed'),
  refused: say('未获同意', 'not agreed to'),
  withdrawn: say('已收回', 'taken back'),
  lapsed: say('已作罢', 'lapsed'),
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
  call: say('打电话', 'calling'),
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
  change: say('修改', 'changing it'),
  'roll-back': say('退回上一版', 'going back from it'),
  ask: say('提请发布', 'asking to publish it'),
  publish: say('发布', 'publishing it'),
  discard: say('丢弃', 'throwing it away'),
}

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

/** A moment as a person of the city reads it on a clock. */
function momentWords(iso: string, zone: string, language: 'zh' | 'en'): string | undefined {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return undefined
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' }).format(at)
}

/** Codes among the details as words of one language. `nameZh` and `nameEn` stand for `name` where a detail has words of its own. */
function inWords(details: Details, language: 'zh' | 'en', zone: string): Details {
  const own = language === 'zh' ? 'Zh' : 'En'
  const known: Record<string, (code: string) => string | undefined> = {
    state: (code) => states[code]?.[language],
    verb: (code) => verbs[code]?.[language],
    permit: (code) => permits[language][code],
    path: (code) => pathWords(code, language),
    at: (iso) => momentWords(iso, zone, language),
    until: (iso) => momentWords(iso, zone, language),
  }
  const said = Object.entries(details).map(([name, value]) => [
    name,
    // A code or a moment is text; a number under such a name is none (the place in a formula).
    details[`${name}${own}`] ?? (typeof value === 'string' ? (known[name]?.(value) ?? quotable(value)) : value),
  ])
  const length = typeof details.seconds === 'number' ? [['length', lengthWords(details.seconds)[language]]] : []
  const words: Details = Object.fromEntries([...said, ...length])
  return details.reason === undefined ? words : { ...words, reason: reasonWords(String(details.reason), words, language) }
}

/** A refusal as a sentence of each language, with nothing of the other in it; moments on the clock of `zone`. */
export const sayRefusal = (code: ProblemCode, details: Details = {}, zone = 'Asia/Shanghai'): Words => ({
  zh: fillWords(problems[code].zh, inWords(details, 'zh', zone)),
  en: fillWords(problems[code].en, inWords(details, 'en', zone)),
})
