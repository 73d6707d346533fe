import type { ReactNode } from 'react'
import type { EventRow } from '../../contract/event.ts'
import { useNow } from '../../ui/clock.ts'
import { clockLeft } from '../../ui/format.ts'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { lang } from '../../ui/t.ts'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { placeOf } from '../war/place-of.ts'

/** Above whatever else is shown: a red event nobody has accepted, with its clock, the way to it, and how many more wait for their turn. */
export function RedBar({ row, more }: { row: EventRow; more: number }): ReactNode {
  const now = useNow()
  return (
    <div role="status">
      <a className="red-bar" href={hrefOf({ event: row.id })}>
        <GradeShape grade={row.grade} size={36} unsigned />
        <b className="el">
          {placeOf(row)} {row.title}
        </b>
        <span className="nw">{t('bar.unaccepted')}</span>
        {row.clock && <b className="nw">{clockLeft(row.clock, now, lang())}</b>}
        {more > 0 && <span className="nw">{t('bar.more', { n: more })}</span>}
      </a>
    </div>
  )
}
