import type { Grade } from '../../../../contract/scales.ts'

const grades: Record<Grade, string> = {
  extraordinary: 'Ⅰ 特别重大',
  major: 'Ⅱ 重大',
  serious: 'Ⅲ 较大',
  ordinary: 'Ⅳ 一般',
  minor: '0 自处置',
}

export type Told = { no: string; title: string; grade: Grade }

/** WeCom refuses a text beyond 2,048 bytes; DingTalk takes more. */
const mostBytes = 2_048

/** What a group hears of an event: how bad, what and where, and its number. Nobody's name. */
export function robotText({ no, title, grade }: Told): string {
  const text = `【智理】${grades[grade]} · ${title} · ${no}`
  const characters = [...text]
  while (Buffer.byteLength(characters.join('')) > mostBytes) characters.pop()
  return characters.join('')
}

/** Both robots take the same text message; both answer `errcode: 0`. */
export const robotPayload = (text: string): Record<string, unknown> => ({ msgtype: 'text', text: { content: text } })
