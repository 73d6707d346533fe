import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { WallHead } from '../../contract/wall-head.ts'
import { useNow } from '../../ui/clock.ts'
import { duration } from '../../ui/format.ts'
import { lang, t as ui } from '../../ui/t.ts'
import { WarningFlag } from '../../ui/warning-flag.tsx'
import { headQuery } from '../data.ts'
import { ageOf } from '../panel/age.ts'
import { useFault } from '../panel/fault.ts'
import { useFitting } from '../panel/fitting.ts'
import { t } from '../t.ts'

type Row = WallHead['warnings']['rows'][number]

/** What is coming, its colour, and in how many areas below; of the whole place none is counted. */
function warningWords({ event, colour, places }: Row, tier: string): string {
  const whole = t('head.warning', { event, colour: ui(`warning-colour.${colour}`) })
  if (places === null) return whole
  const n = t(tier === 'city' ? 'head.districts' : tier === 'district' ? 'head.towns' : 'head.places', { n: places })
  return `${whole} ${n}`
}

/** Warnings in force, the gravest first, as many as there is room for, and how many more. */
function Warnings({ heard, rows, tier }: WallHead['warnings'] & { tier: string }): ReactNode {
  const [list, fitting] = useFitting(rows)
  if (rows.length === 0) return <span className="t2">{t(heard ? 'head.no-warning' : 'head.no-source')}</span>
  const more = rows.length - (fitting ?? rows.length)
  return (
    <>
      <ul className="flags" ref={list} aria-label={t('head.warnings')}>
        {rows.map((row) => (
          <li key={`${row.colour} ${row.event}`}>
            <WarningFlag colour={row.colour} words={warningWords(row, tier)} />
          </li>
        ))}
      </ul>
      {more > 0 && <span className="t2 nw">{t('head.more', { n: more })}</span>}
    </>
  )
}

/** In the head of C1: published warnings in force here, and who leads the duty by the roster. What cannot be read says so in its place. */
export function HeadFacts({ area, tier }: { area: string | null; tier: string }): ReactNode {
  const query = useQuery(headQuery(area))
  const { data } = query
  const fault = useFault(query)
  const now = useNow()
  const head = data?.head
  if (!data || !head)
    return (
      <>
        {fault && <span className="tag ink">{t('head.broken')}</span>}
        <span className="grow" />
      </>
    )
  const { ms, old } = ageOf(Date.parse(data.at), now)
  return (
    <>
      <Warnings {...head.warnings} tier={tier} />
      {old && <span className="tag ink age-old">{t('panel.old', { length: duration(ms, lang(), 60_000) })}</span>}
      <span className="grow" />
      <span className="t2 nw">
        {t('head.duty')} {head.duty ? <b className="duty">{head.duty.name}</b> : t('head.nobody')}
      </span>
    </>
  )
}
