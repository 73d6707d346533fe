import type { VitalDefinition } from '../../../contract/vital.ts'
import type { CountCondition, VitalCount } from '../../../contract/vital-count.ts'
import type { WordKind } from '../../../ui/pack-words.ts'
import { t as ui } from '../../../ui/t.ts'
import { stateWords } from '../../parts/state-words.ts'
import { normalText } from './vital-words.ts'
import { t } from './words.ts'

/** Says what the packs call their codes. */
type Say = (kind: WordKind, code: string) => string

const ofPacks: Readonly<Record<string, WordKind>> = {
  ...{ 'device-kind': 'devices', 'object-kind': 'objects', kind: 'objects' },
  ...{ pack: 'packs', type: 'types' },
}
const grades: ReadonlySet<string> = new Set(['extraordinary', 'major', 'serious', 'general', 'minor'])
const risks: ReadonlySet<string> = new Set(['red', 'orange', 'yellow', 'blue', 'green'])

function valueWords(field: string, value: string, say: Say): string {
  const kind = ofPacks[field]
  if (kind) return say(kind, value)
  if (field === 'grade' && grades.has(value)) return ui(`grade.${value as 'major'}`)
  if (field === 'risk' && risks.has(value)) return t(`vitals.count-risk.${value as 'red'}`)
  if (field === 'role' && (value === 'lead' || value === 'assist')) return t(`vitals.count-role.${value}`)
  return field === 'state' ? stateWords(value) : value
}

/** 读数 · 当期测得；PM10 的均值；设备类型：环境监测站; how a number is counted, as its definition says it. */
export function countText(
  { count, aggregation }: Pick<VitalDefinition, 'aggregation'> & { count: VitalCount },
  say: Say,
): string {
  const { of, when, where, part, different, reading } = count
  const one = (condition: CountCondition): string => {
    const text =
      'field' in condition
        ? t('vitals.count-field', {
            field: t(`vitals.count-field.${condition.field}` as 'vitals.count-field.kind'),
            list: condition.in.map((value) => valueWords(condition.field, value, say)).join(' / '),
          })
        : 'is' in condition
          ? t(`vitals.test.${condition.is}` as 'vitals.test.open')
          : t('vitals.count-within', { range: normalText(condition.within) })
    return condition.not ? t('vitals.count-not', { text }) : text
  }
  const all = (conditions: readonly CountCondition[]): string => conditions.map(one).join(' + ')
  const value = aggregation === 'mean' || aggregation === 'min' || aggregation === 'max' ? aggregation : 'share'
  return [
    `${t(`vitals.count.${of}`)} · ${t(`vitals.count-when.${when}`)}`,
    ...(reading ? [t(`vitals.count-reading.${value}`, { name: say('readings', reading) })] : []),
    ...(different ? [t('vitals.count-different')] : []),
    ...(where.length > 0 ? [all(where)] : []),
    ...(part ? [t('vitals.count-part', { text: all(part) })] : []),
  ].join(t('vitals.count-and'))
}
