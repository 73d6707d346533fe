import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { CrewMember } from '../../contract/cockpit.ts'
import { useNow } from '../../ui/clock.ts'
import { clockLeft, shortTime } from '../../ui/format.ts'
import { lang, t as ui } from '../../ui/t.ts'
import { useFitting } from '../panel/fitting.ts'
import { PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'

type Member = z.infer<typeof CrewMember>

function Row({ one, now }: { one: Member; now: number }): ReactNode {
  const name = one.clock && ui(`clock.${one.clock.clock}`)
  const clock = !one.clock
    ? shortTime(one.since, now, lang())
    : one.clock.paused
      ? ui('deadline.paused', { clock: name ?? '' })
      : `${name} ${clockLeft(one.clock, now, lang(), true)}`
  return (
    <li>
      <div className="el">
        <span className="nm">
          <b className="b el">{one.name ?? one.unitName}</b> <span className="t2">{ui(`role.${one.role}`)}</span>
        </span>
        <small className="el">{one.name ? one.unitName : t('war.no-name')}</small>
      </div>
      <div className="r">
        {t(`war.phase.${one.phase}`)}
        <small>{clock}</small>
      </div>
    </li>
  )
}

/** Who is called, on the way, on site, done; each with the clock that runs for them; how many more there are. */
export function Crew({ crew }: { crew: readonly Member[] }): ReactNode {
  const now = useNow()
  const [list, fitting] = useFitting(crew)
  const more = crew.length - (fitting ?? crew.length)
  const notes = [t('war.n-orders', { n: crew.length }), more > 0 ? t('war.crew-more', { n: more }) : '']
  return (
    <section className="wp rest crew">
      <PanelHead title={t('war.crew')} note={notes.filter(Boolean).join(' · ')} />
      {crew.length === 0 && <p className="t2">{t('war.no-crew')}</p>}
      <ul className="cl whole" ref={list}>
        {crew.map((one) => (
          <Row key={one.order} one={one} now={now} />
        ))}
      </ul>
    </section>
  )
}
