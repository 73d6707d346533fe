import type { ReactNode } from 'react'
import type { LonLat, XY } from '../../ui/project.ts'
import { lang } from '../../ui/t.ts'
import { reachWords } from '../../ui/way-words.ts'
import type { War } from '../data.ts'
import { t } from '../t.ts'

/** Ways that are closed now: a bar with a broken middle, and its name where the picture ends. */
const closedOf = ({ ways }: War) =>
  (ways ?? []).flatMap(({ name, closure }) =>
    closure && (closure.state === 'closed' || closure.state === 'lifting') ? [{ name, closure }] : [],
  )

/** Each as it lies in the picture. */
export function ClosedWays({ war, at }: { war: War; at: (place: LonLat) => XY }): ReactNode {
  return closedOf(war).map(({ closure: { id, line, state } }) => {
    const d = line.map((place, n) => `${n ? 'L' : 'M'}${at(place).map(Math.round).join(' ')}`).join('')
    return d ? (
      <g key={id} className="shut">
        <path d={d} {...(state === 'lifting' ? { strokeDasharray: '34 18' } : {})} />
        <path d={d} className="mid" />
      </g>
    ) : null
  })
}

/** What each of them is called, and which reach of it is closed; or that nobody could read them. */
export function WayKeys({ war }: { war: War }): ReactNode {
  return (
    <>
      {closedOf(war).map(({ name, closure }) => (
        <li key={closure.id}>
          <i className="barred" />
          {[lang() === 'en' ? name.en : name.zh, closure.wayName, reachWords(closure)].filter(Boolean).join(' ')}
        </li>
      ))}
      {war.ways === null && <li>{t('war.ways-unread')}</li>}
    </>
  )
}
