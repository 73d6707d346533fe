import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { RulesWeek } from '../../../contract/rules.ts'
import { clockTime, number } from '../../../ui/format.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { useArea } from '../../frame/use-area.ts'
import { say, t } from '../../messages.ts'
import { both } from '../../parts/both.ts'
import { weekQuery } from './rules-queries.ts'

/** What came of each rule in force in the last seven days, noisiest first; every share with both its numbers. */
export function Week({ pack }: { pack: string }): ReactNode {
  const { wish, trail } = useArea()
  const query = useQuery(weekQuery(pack, wish))
  if (!query.data) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const { rows, to } = query.data
  const most = Math.max(1, ...rows.map(({ raised }) => raised))
  return (
    <>
      <p className="meta">{t('rules.week-of', { area: trail.at(-1)?.name ?? '', time: clockTime(to) })}</p>
      <div className="sideways">
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">{t('rules.week.rule')}</th>
              <th scope="col" colSpan={2}>
                {t('rules.week.raised')}
              </th>
              <th scope="col" className="num">
                {t('rules.week.again')}
              </th>
              <th scope="col" className="num">
                {t('rules.week.merged')}
              </th>
              <th scope="col" className="num">
                {t('rules.week.false')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <WeekRow key={row.rule} row={row} most={most} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="meta">{t('rules.week-note')}</p>
    </>
  )
}

function WeekRow({ row, most }: { row: RulesWeek['rows'][number]; most: number }): ReactNode {
  return (
    <tr>
      <th scope="row" className="week-rule">
        {say(row.name)} <span className="meta">{row.rule}</span>
      </th>
      <td className="week-n">{number(row.raised)}</td>
      <td className="week-bar" aria-hidden="true">
        <i style={{ width: `${(row.raised / most) * 100}%` }} />
      </td>
      <td className="num">{both(row.again, row.raised)}</td>
      <td className="num">{both(row.merged, row.ofSignals)}</td>
      <td className="num">{both(row.falseAlarm, row.ofDecided)}</td>
    </tr>
  )
}
