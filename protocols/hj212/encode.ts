import { crc16 } from './frame.ts'
import type { Telegram } from './types.ts'

const utf8 = new TextEncoder()

/** A data segment as it goes on the wire: length before, CRC (upper case) and line end after it. */
export function wrap(segment: string): Uint8Array {
  const bytes = utf8.encode(segment)
  const crc = crc16(bytes).toString(16).toUpperCase().padStart(4, '0')
  const head = utf8.encode(`##${String(bytes.length).padStart(4, '0')}`)
  return Uint8Array.from([...head, ...bytes, ...utf8.encode(`${crc}\r\n`)])
}

export type Outgoing = Pick<Telegram, 'qn' | 'st' | 'cn' | 'pw' | 'mn' | 'flag' | 'cp' | 'part'>

/** Any telegram from its parts. */
export function encode({ qn, st, cn, pw, mn, flag, part, cp }: Outgoing): Uint8Array {
  const fields = [
    qn === null ? '' : `QN=${qn};`,
    `ST=${st};CN=${cn};`,
    pw === null ? '' : `PW=${pw};`,
    `MN=${mn};`,
    flag === null ? '' : `Flag=${flag};`,
    part ? `PNUM=${part.total};PNO=${part.number};` : '',
  ]
  return wrap(`${fields.join('')}CP=&&${cp}&&`)
}

/** What the host answers: to data 9014, to a notice 9013, to a request 9011, and 9012 when it was carried out. */
export type Answer = { cn: '9013' | '9014' } | { cn: '9011'; qnRtn: number } | { cn: '9012'; exeRtn: number }

/** The answer to a telegram, with its QN: before CP in 2017, in CP in 2005. */
export function answer(to: Pick<Telegram, 'qn' | 'pw' | 'mn' | 'flag' | 'edition'>, what: Answer): Uint8Array {
  const result = 'qnRtn' in what ? `QnRtn=${what.qnRtn}` : 'exeRtn' in what ? `ExeRtn=${what.exeRtn}` : ''
  const older = to.edition === 2005
  const cp = older && to.qn ? [`QN=${to.qn}`, result].filter(Boolean).join(';') : result
  return encode({
    qn: older ? null : to.qn,
    st: '91',
    cn: what.cn,
    pw: to.pw,
    mn: to.mn,
    flag: older ? null : (to.flag ?? 4) & ~3,
    cp,
  })
}

/** The answer a telegram wants by its Flag: 9013 to the notice 1013 (its clock is wrong), 9014 to everything else; null when it wants none. */
export function wantedAnswer(to: Telegram): Uint8Array | null {
  if (!to.answerWanted) return null
  return answer(to, { cn: to.cn === '1013' ? '9013' : '9014' })
}
