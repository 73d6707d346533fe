import type { Grade } from '../../../../contract/scales.ts'

const grades: Partial<Record<Grade, string>> = {
  extraordinary: 'Ⅰ 特别重大',
  major: 'Ⅱ 重大',
  serious: 'Ⅲ 较大',
  ordinary: 'Ⅳ 一般',
}

export type CallFor = { no: string; title: string; grade: Grade; acceptMin: number; first: string | null; code: string }

/** What an SMS or a voice says: how bad, what and where, by when, what to do first, how to answer. Nobody's name. */
export const callText = ({ no, title, grade, acceptMin, first, code }: CallFor): string =>
  [
    `【智理】${grades[grade] ?? '事件'}：${title}（${no}）。`,
    `请在 ${acceptMin} 分钟内签收。`,
    first ? `先做：${first}。` : '',
    `知道了请回复 ${code}。`,
  ].join('')
