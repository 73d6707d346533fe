import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { WhyCondition as Contract } from '../../../contract/why.ts'
import { duration, NONE, number } from '../../../ui/format.ts'
import { packWords } from '../../../ui/pack-words.ts'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t, tell } from '../../messages.ts'
import { usePackWords } from '../../parts/use-pack-words.ts'

type Condition = z.infer<typeof Contract>
type Numbers = NonNullable<Condition['numbers']>

/** A condition as it was seen: what it said, with which numbers, and the same of all below it. */
export function WhyCondition({ condition }: { condition: Condition }): ReactNode {
  const pack = usePackWords()
  const { op, answer, numbers, of } = condition
  const name = tell(`why-page.op.${op}`) ?? op
  return (
    <div className="why-when">
      <span className="row wrap">
        <Tag kind={answer === 'holds' ? 'strong' : 'plain'}>{t(`why-page.${answer}`)}</Tag>
        {(of.length > 0 || !numbers?.reading) && !numbers?.trend && <span>{name}</span>}
        {numbers && <span className={answer === 'fails' ? 't2' : ''}>{numberWords(op, numbers, pack)}</span>}
      </span>
      {of.length > 0 && (
        <ul>
          {of.map((part, i) => (
            <li key={part.path || i}>
              <WhyCondition condition={part} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const shown = (value: number | string | null | undefined): string =>
  typeof value === 'number' ? number(value, 2) : (value ?? NONE)

/** Ops whose numbers are lengths: in seconds for the rule about silence, in milliseconds for the condition. */
const lengthMs: Readonly<Record<string, number>> = { silence: 1000, silent: 1 }

function numberWords(op: string, numbers: Numbers, pack: ReturnType<typeof usePackWords>): string {
  const { value, limit, clear, reading, from, to } = numbers
  const unit = lengthMs[op]
  if (unit !== undefined) {
    const span = (n: typeof value): string => (typeof n === 'number' ? duration(n * unit, lang()) : NONE)
    return t('why-page.number.heard', { value: span(value), limit: span(limit) })
  }
  if (op === 'during') return t('why-page.number.during', { from: shown(from), to: shown(to) })
  if (op === 'rate') return t('why-page.number.per-minute', { value: shown(value), limit: shown(limit) })
  if (op === 'no-receipt') return typeof numbers.command === 'string' ? pack('commands', numbers.command) : ''
  if (typeof numbers.trend === 'string') {
    const of = typeof reading === 'string' ? `${pack('readings', reading)} ` : ''
    const name = `${of}${tell(`rules.trend.${numbers.trend}`) ?? numbers.trend}`
    return t('why-page.number', { name, value: shown(value), limit: shown(limit) })
  }
  if (typeof reading !== 'string')
    return value === undefined ? '' : t('why-page.number.count', { value: shown(value), limit: shown(limit) })
  if (op === 'unusual')
    return t('why-page.number.unusual', {
      name: pack('readings', reading),
      ...{ value: shown(value), usual: shown(numbers.usual), limit: shown(limit) },
    })
  const compared = t('why-page.number', {
    name: pack('readings', reading),
    value: shown(value),
    limit: `${shown(limit)} ${packWords.get()?.units[reading] ?? ''}`.trim(),
  })
  return typeof clear === 'number' ? `${compared} · ${t('why-page.number.clear', { clear: number(clear, 2) })}` : compared
}
