import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { HaulEffect } from '../../../contract/haul-effect.ts'
import { When } from '../../../ui/age.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { Screen } from '../../../ui/screen.tsx'
import { say, t } from '../../messages.ts'
import { Board } from './board.tsx'
import { Firms } from './firms.tsx'
import { effectQuery } from './vetting-queries.ts'

/** What came of it: closed of opened by week with the middle of the hours, and firms with their cases beside their tickets. */
export function Effect(): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="plain-list" tabIndex={0} aria-label={t('vetting.effect')}>
      <Screen query={useQuery(effectQuery)} title={t('place.vetting.title')}>
        {({ rows, at }) => (
          <div className="stack">
            <span className="t2">{t('vetting.as-of', { time: clockTime(at, true) })}</span>
            {rows.map((page) => (
              <div key={page.pack} className="stack">
                <span className="t2">
                  {say(page.packName)} · {page.since ? t('vetting.since-first') : t('vetting.no-case')}{' '}
                  {page.since && <When at={page.since} />}
                </span>
                <Board page={page} />
                <Weeks page={page} />
                <Firms page={page} />
              </div>
            ))}
          </div>
        )}
      </Screen>
    </section>
  )
}

function Weeks({ page }: { page: HaulEffect }): ReactNode {
  if (page.weeks.length === 0) return null
  return (
    <>
      <header className="sect">
        <h2>{t('vetting.weeks')}</h2>
      </header>
      <table className="tb" aria-label={t('vetting.weeks')}>
        <thead>
          <tr>
            <th>{t('vetting.week')}</th>
            <th className="num">{t('vetting.closed-of')}</th>
            <th className="num">{t('vetting.rate')}</th>
            <th className="num">{t('vetting.false')}</th>
            <th className="num">{t('vetting.hours')}</th>
          </tr>
        </thead>
        <tbody>
          {page.weeks.map((week) => (
            <tr key={week.from}>
              <td>{week.from}</td>
              <td className="num">{`${number(week.closed)}/${number(week.opened)}`}</td>
              <td className="num">{`${Math.round((100 * week.closed) / week.opened)} %`}</td>
              <td className="num">{number(week.falseAlarms)}</td>
              <td className="num">{week.hours === null ? NONE : number(week.hours)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
