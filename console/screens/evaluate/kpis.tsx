import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Kpi, KpiSheet } from '../../../contract/kpi.ts'
import { type KpiId, kpiFormulas } from '../../../contract/kpi-formulas.ts'
import { Age } from '../../../ui/age.tsx'
import { NONE, number, percent } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { Screen } from '../../../ui/screen.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { kpisQuery } from '../../queries.ts'
import { Composites } from './composites.tsx'
import { daysOf } from './days-of.ts'
import { Periods } from './periods.tsx'
import { Views } from './views.tsx'
import { t } from './words.ts'

const hints = (): KeyHint[] => [{ action: 'area' }, { action: 'help' }]

/** The indicators of an area and a period: every rate with both of its numbers. Of areas, never of persons. */
export function Kpis(): ReactNode {
  const { day, period = 'month' } = useSearch({ from: '/app/evaluate' })
  const { wish: area } = useArea()
  const query = useQuery(kpisQuery({ area, day, period }))
  useFoot(hints)
  return (
    <div className="k3">
      <PageHead title={t('kpi.title')}>
        <Views view="kpi" />
        <span className="meta wide">{t('kpi.note')}</span>
        <span className="grow" />
        <Periods shown={query.data} period={period} />
      </PageHead>
      <Screen query={query} title={t('kpi.title')}>
        {(sheet) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
          <section className="plain-list" tabIndex={0} aria-label={t('kpi.title')}>
            <p className="row wrap">
              <span>{t('kpi.span', { from: sheet.from, to: sheet.to })}</span>
              <Age at={sheet.at} oldAfterS={120} />
              <span className="meta">
                {t('kpi.limits', sheet.limits)} · {t('kpi.times', { n: number(sheet.reworkTimes) })}
              </span>
            </p>
            <KpiTable sheet={sheet} />
            <Composites rows={sheet.composites} />
          </section>
        )}
      </Screen>
    </div>
  )
}

function KpiTable({ sheet }: { sheet: KpiSheet }): ReactNode {
  return (
    <table className="tb" aria-label={t('kpi.title')}>
      <thead>
        <tr>
          <th scope="col">{t('kpi.name')}</th>
          <th scope="col" className="num">
            {t('kpi.rate')} {daysOf(sheet)}
          </th>
          <th scope="col" className="num">
            {t('kpi.numbers')}
          </th>
          <th scope="col">{t('kpi.formula')}</th>
          <th scope="col">{t('kpi.good')}</th>
        </tr>
      </thead>
      <tbody>
        {sheet.rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{t(`kpi.of.${row.id}`)}</th>
            <td className="num">{rateOf(row)}</td>
            <td className="num nw">{numbersOf(row)}</td>
            <td className="meta">{formulaOf(row.id)}</td>
            <td className="meta">{t(`kpi.good.${kpiFormulas[row.id].good}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const rateOf = ({ numerator, denominator }: Kpi): string => {
  const rate = numerator === null || denominator === null ? NONE : percent(numerator, denominator)
  return rate === NONE ? NONE : `${rate} %`
}

/** Both numbers; where there are none, why. */
function numbersOf({ numerator, denominator, notCollected }: Kpi): string {
  if (notCollected || numerator === null || denominator === null) return t('kpi.not-collected')
  return denominator === 0 ? t('kpi.nothing') : `${number(numerator)} / ${number(denominator)}`
}

function formulaOf(id: KpiId): string {
  const { over, less, under } = kpiFormulas[id]
  const top = less ? `(${t(`kpi.count.${over}`)} − ${t(`kpi.count.${less}`)})` : t(`kpi.count.${over}`)
  return `${top} ÷ ${t(`kpi.count.${under}`)}`
}
