import type { HazardRow, LetterState } from '../../../contract/hazard.ts'
import type { Grade } from '../../../contract/scales.ts'

type Lang = 'zh' | 'en'
export const heads = {
  zh: [
    '事件编号',
    '隐患',
    '对象',
    '辖区',
    '等级',
    '发现',
    '发现时间',
    '整改期限',
    '逾期',
    '销案时间',
    '整改通知书',
    '通知书状态',
  ],
  en: [
    'Event',
    'Hazard',
    'Object',
    'Area',
    'Grade',
    'Found by',
    'Found',
    'Due',
    'Overdue',
    'Closed',
    'Letter',
    'State of letter',
  ],
} as const

const grades: Record<Grade, Record<Lang, string>> = {
  extraordinary: { zh: '特别重大', en: 'Extraordinary' },
  major: { zh: '重大', en: 'Major' },
  serious: { zh: '较大', en: 'Serious' },
  ordinary: { zh: '一般', en: 'Ordinary' },
  minor: { zh: '自处置', en: 'Minor' },
}
const by: Record<HazardRow['foundBy'], Record<Lang, string>> = {
  inspection: { zh: '检查', en: 'Inspection' },
  officer: { zh: '工作人员', en: 'Officer' },
  report: { zh: '上报', en: 'Report' },
  sensor: { zh: '设备', en: 'Device' },
}
const letters: Record<LetterState, Record<Lang, string>> = {
  issued: { zh: '未送达', en: 'Not delivered' },
  delivered: { zh: '已送达', en: 'Delivered' },
  refused: { zh: '拒收', en: 'Refused' },
  kept: { zh: '已按期整改', en: 'Kept' },
  'not-kept': { zh: '未整改', en: 'Not kept' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}
export const sayGrade = (grade: Grade, lang: Lang): string => grades[grade][lang]
export const sayBy = (found: HazardRow['foundBy'], lang: Lang): string => by[found][lang]
export const sayLetter = (state: LetterState, lang: Lang): string => letters[state][lang]
