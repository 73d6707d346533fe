import type { ReactNode } from 'react'
import type { VitalRow } from '../../contract/vital.ts'
import type { WallVitals } from '../../contract/wall-vitals.ts'
import { bandOf } from '../../ui/chart-scale.ts'
import { useNow } from '../../ui/clock.ts'
import { ago, number, percent } from '../../ui/format.ts'
import { Spark } from '../../ui/spark.tsx'
import { comma, lang } from '../../ui/t.ts'
import { PanelHead } from '../panel/panel.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { bothText, isKnown, isUnsure, ofPeriod, say, standingWords, valueText } from './vital-text.ts'

/** So few leave room for a curve across the panel. */
const fewAtMost = 3
const small = { width: 92, height: 36 }
const across = { width: 480, height: 200 }

function Row({ row, area, few }: { row: VitalRow; area: string | null; few: boolean }): ReactNode {
  const now = useNow()
  const { words, off } = standingWords(row, now)
  const { cell, trend, normal } = row
  // Both numbers of a value that is too old to count would stand unmarked under a dash.
  const both = isKnown(row) ? bothText(row) : ''
  const period = cell && isKnown(row) ? ofPeriod(row, now) : ''
  return (
    <li>
      <a href={hrefOf({ screen: 'vital', area, vital: row.code })}>
        <span className="k" title={say(row.name)}>
          {say(row.name)}
        </span>
        <Spark values={trend} {...(few ? across : small)} band={bandOf(normal)} />
        <span className="n">
          {valueText(row)}
          {isKnown(row) && <small>{say(row.unit)}</small>}
        </span>
        <span className="f">
          {/* the band of the curve says that it is inside, both numbers what it is made of */}
          {(off || both === '' || !isKnown(row) || isUnsure(row)) && <span className={off ? 'off' : ''}>{words}</span>}
          {both !== '' && <span>{both}</span>}
          {period !== '' && <span>{period}</span>}
          <span className="grow right">
            {cell?.newest && !cell.stale ? `${ago(cell.newest, now, lang(), true)} · ` : ''}
            {cell && !cell.stale ? `${number(cell.n)}/${number(cell.of)}` : ''}
          </span>
        </span>
      </a>
    </li>
  )
}

/** 体征: the vitals a tier chose, as the registry has them, and how much of the registry is connected. What has no value that counts is a dash with its reason. */
export function Signs({ view, area }: { view: WallVitals; area: string | null }): ReactNode {
  const { rows, connected, catalogued } = view
  // All rows are of one area: what befell it is said once.
  const days = [...new Set(rows.flatMap(({ areaChanges }) => areaChanges))].toSorted()
  const few = rows.length <= fewAtMost
  const changed = days.length > 0 ? ` · ${t('vital.areas')} ${days.join(comma())}` : ''
  return (
    <section className="wp vitals">
      <PanelHead title={t('vital.title')} note={`${t('vital.band')}${changed}`} />
      {rows.length === 0 && <p className="t2">{t('vital.none')}</p>}
      <ul className={few ? 'vt8 signs few' : 'vt8 signs'}>
        {rows.map((row) => (
          <Row key={row.code} row={row} area={area} few={few} />
        ))}
      </ul>
      <p className="reg">
        <span>{t('vital.registry')}</span>
        <b>
          {number(connected)}/{number(catalogued)}
        </b>
        {catalogued > 0 && <span>{percent(connected, catalogued)} %</span>}
      </p>
    </section>
  )
}
