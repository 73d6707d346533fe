import type { ReactNode } from 'react'
import type { Vital } from '../../contract/cockpit.ts'
import { useNow } from '../../ui/clock.ts'
import { ago, NONE, number, numberShort } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'

/** Eight signs at most: a wall is not a table. */
const most = 8

function bandWords({ value, normal }: Vital): { words: string; off: boolean } | null {
  if (!normal) return null
  const [low, high] = [number(normal[0]), number(normal[1])]
  const one = normal[0] === normal[1]
  if (value !== null && value < normal[0]) return { words: t('vital.low', { low, high }), off: true }
  if (value !== null && value > normal[1])
    return { words: one ? t('vital.high-one', { low }) : t('vital.high', { low, high }), off: true }
  return { words: one ? t('vital.normal-one', { low }) : t('vital.normal', { low, high }), off: false }
}

function Row({ one, now }: { one: Vital; now: number }): ReactNode {
  const band = bandWords(one)
  const name = lang() === 'en' ? one.name.en : one.name.zh
  const { n, of } = one.share ?? one.coverage
  return (
    <li>
      <div className="k">{name}</div>
      <div className="n">
        {one.value === null ? NONE : numberShort(one.value, lang())}
        {one.value !== null && one.unit && <small>{one.unit}</small>}
      </div>
      <div className="f">
        <span className={band?.off ? 'off' : ''}>{one.reason ? t(`vital.${one.reason}`) : (band?.words ?? '')}</span>
        <span>
          {one.at && one.value !== null ? `${ago(one.at, now, lang(), true)} · ` : ''}
          {number(n)}/{number(of)}
        </span>
      </div>
    </li>
  )
}

/** What devices and work say of themselves: value, normal band, how much of the whole it stands on, how old. No value is a dash with its reason. */
export function Pulse({ vital }: { vital: readonly Vital[] }): ReactNode {
  const now = useNow()
  const more = vital.length - most
  return (
    <section className="wp vitals">
      <PanelHead title={t('pulse.title')} note={more > 0 ? t('pulse.more', { n: more }) : undefined} />
      <ul className="vt8">
        {vital.slice(0, most).map((one) => (
          <Row key={one.id} one={one} now={now} />
        ))}
      </ul>
    </section>
  )
}
