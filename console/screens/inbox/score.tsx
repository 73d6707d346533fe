import type { ReactNode } from 'react'
import type { SignalDetail } from '../../../contract/signal.ts'
import { number } from '../../../ui/format.ts'
import { t } from '../../messages.ts'

type Scored = Pick<SignalDetail['nearby'][number], 'score' | 'sameObject' | 'parts'>

const points = (share: number): string => number(Math.round(share * 100))

/** 「类型 40 · 距离 27 · 时间 10 · 文字 8」: what each part brings, of a hundred. */
export const partsWords = ({ sameObject, parts }: Scored): string =>
  sameObject
    ? t('near.same-object')
    : t('near.parts', {
        type: points(parts.type),
        distance: points(parts.distance),
        time: points(parts.time),
        text: points(parts.text),
      })

/** How likely two things are the same, of a hundred, with what it is made of. */
export function Score({ of }: { of: Scored }): ReactNode {
  return (
    <span className="meta nw">
      <b className="b ink">{t('near.score', { n: points(of.score) })}</b> {partsWords(of)}
    </span>
  )
}
