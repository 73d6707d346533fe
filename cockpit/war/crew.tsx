import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { CrewMember } from '../../contract/cockpit.ts'
import { useNow } from '../../ui/clock.ts'
import { clockTime, timeLeft } from '../../ui/format.ts'
import { lang, t as ui } from '../../ui/t.ts'
import { t } from '../t.ts'

type Member = z.infer<typeof CrewMember>

function Row({ one, now }: { one: Member; now: number }): ReactNode {
  const clock = one.clock
    ? `${ui(`clock.${one.clock.clock}`)} ${timeLeft(one.clock.due, now, lang(), true)}`
    : clockTime(one.since)
  return (
    <li>
      <div className="el">
        <b className="b">{one.name ?? t('war.nobody')}</b> {ui(`role.${one.role}`)}
        <small className="el">{one.unitName}</small>
      </div>
      <div className="r">
        {t(`war.phase.${one.phase}`)}
        <small>{clock}</small>
      </div>
    </li>
  )
}

/** Who is called, on the way, on site, done; each with the clock that runs for them. */
export function Crew({ crew }: { crew: readonly Member[] }): ReactNode {
  const now = useNow()
  return (
    <section className="wp rest">
      <h2>
        {t('war.crew')} <small>{crew.length}</small>
      </h2>
      <ul className="cl">
        {crew.map((one) => (
          <Row key={one.order} one={one} now={now} />
        ))}
      </ul>
    </section>
  )
}
