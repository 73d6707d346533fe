import type { Grade } from '../../../../contract/scales.ts'

const grades: Partial<Record<Grade, string>> = {
  extraordinary: 'Ⅰ 特别重大',
  major: 'Ⅱ 重大',
  serious: 'Ⅲ 较大',
  ordinary: 'Ⅳ 一般',
}

type About = { no: string; title: string; grade: Grade; code: string }
/** `due`: until when the rung now called must have accepted; `anew`: have confirmed, what was accepted when it was less grave. */
export type CallFor = About & { due: Date; anew?: boolean; first: string | null }

const whatOf = ({ no, title, grade }: About): string => `【智理】${grades[grade] ?? '事件'}：${title}（${no}）。`
const answerWith = (code: string): string => `知道了请回复 ${code}。`

/** What an SMS or a voice says: how bad, what and where, by when, what to do first, how to answer. Nobody's name. */
export const callText = (call: CallFor, now: Date, zone: string): string =>
  [
    whatOf(call),
    call.anew
      ? `级别已升高，请${call.due > now ? `在 ${momentOf(call.due, now, zone)} 前` : '立即'}重新确认。`
      : call.due > now
        ? `请在 ${momentOf(call.due, now, zone)} 前签收。`
        : '签收时限已过，请立即签收。',
    call.first ? `先做：${call.first}。` : '',
    answerWith(call.code),
  ].join('')

/** What a leader is told whose people did not answer: nothing is asked of them but to look into it. */
export const leaderText = (call: About): string => `${whatOf(call)}至今无人签收，请过问。${answerWith(call.code)}`

/** A moment on the city's clock; with its day when that is not today. */
function momentOf(at: Date, now: Date, zone: string): string {
  const clock = at.toLocaleTimeString('zh-CN', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const dayOf = (moment: Date) => moment.toLocaleDateString('zh-CN', { timeZone: zone, month: 'long', day: 'numeric' })
  return dayOf(at) === dayOf(now) ? clock : `${dayOf(at)} ${clock}`
}
