import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense } from 'react'
import { periodWords } from '../../../contract/period-words.ts'
import type { VitalCell, VitalPage } from '../../../contract/vital.ts'
import type { VitalCadence } from '../../../contract/vital-kinds.ts'
import { When } from '../../../ui/age.tsx'
import { serverNow } from '../../../ui/clock.ts'
import { NONE, number } from '../../../ui/format.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { say } from '../../messages.ts'
import { t } from './known-words.ts'
import { versionText } from './version-words.ts'
import { vitalQuery } from './vital-queries.ts'
import { bothText, valueText } from './vital-words.ts'

// It brings the calendar along, so only who asks for another time pays.
const DateField = lazy(() => import('../../../ui/date-field.tsx').then((m) => ({ default: m.DateField })))

const hourMs = 3_600_000
/** So far back one looks first: far enough that something was told since. */
const back = { hour: 3, day: 24, week: 168, month: 720, quarter: 720, year: 720 } as const

type SwitchProps = {
  /** the moment asked for, `''` while it is being chosen; null: now */
  moment: string | null
  cadence: VitalCadence
  onMoment: (moment: string | null) => void
}

/** 现在所知 | 当时所知, and of which moment. */
export function KnownSwitch({ moment, cadence, onMoment }: SwitchProps): ReactNode {
  const before = () => new Date(Math.floor((serverNow() - back[cadence] * hourMs) / 60_000) * 60_000).toISOString()
  return (
    <section className="k10-known">
      <Segmented
        label={t('known.which')}
        items={(['now', 'then'] as const).map((id) => ({ id, label: t(`known.${id}`) }))}
        value={moment === null ? 'now' : 'then'}
        onChange={(id) => onMoment(id === 'now' ? null : before())}
      />
      {moment !== null && (
        <Suspense fallback={<Loading />}>
          <DateField label={t('known.moment')} value={moment || null} onChange={(iso) => onMoment(iso ?? '')} />
          <p className="meta">{t(moment ? 'known.how' : 'known.choose')}</p>
        </Suspense>
      )}
    </section>
  )
}

/** What was known of the number then beside what is known of the same period now. */
export function KnownBoth({ page, area }: { page: VitalPage; area: string | undefined }): ReactNode {
  const { definition, cell, knownAt } = page
  const query = useQuery({
    ...vitalQuery(definition.code, area, { by: page.by, period: cell?.period }),
    enabled: cell !== null,
  })
  if (!cell || !knownAt)
    return (
      <section>
        <p>{t('known.none')}</p>
      </section>
    )
  const now = query.data?.cell
  if (!now) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  return (
    <section aria-label={t('known.both', { period: say(periodWords(cell.period)) })}>
      <h3>{t('known.both', { period: say(periodWords(cell.period)) })}</h3>
      <table className="k10-both">
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">{t('known.what')}</span>
            </th>
            <th scope="col">
              {t('known.at-then')}{' '}
              <span className="meta">
                <When at={knownAt} />
              </span>
            </th>
            <th scope="col">{t('known.at-now')}</th>
            <th scope="col">{t('known.by')}</th>
          </tr>
        </thead>
        <tbody>
          <Line
            head={t('known.value', { unit: say(definition.unit) })}
            then={cell}
            now={now}
            say={(one) => valueText(one.value, definition)}
          >
            {change(cell.value, now.value, definition)}
          </Line>
          {(bothText(cell) || bothText(now)) && (
            <Line head={t('known.ratio')} then={cell} now={now} say={(one) => bothText(one) || NONE} />
          )}
          <Line head={t('known.coverage')} then={cell} now={now} say={(one) => `${number(one.n)}/${number(one.of)}`}>
            {signed(now.n - cell.n, number)}
          </Line>
          <Line head={t('known.version')} then={cell} now={now} say={versionText} />
        </tbody>
      </table>
      {page.lost && <p>{t('known.lost')}</p>}
    </section>
  )
}

type LineProps = { head: string; then: VitalCell; now: VitalCell; say: (cell: VitalCell) => string; children?: ReactNode }

const Line = ({ head, then, now, say: words, children }: LineProps): ReactNode => (
  <tr>
    <th scope="row">{head}</th>
    <td>{words(then)}</td>
    <td>{words(now)}</td>
    <td>{children}</td>
  </tr>
)

const signed = (by: number, write: (value: number) => string): string =>
  by === 0 ? t('known.same') : `${by > 0 ? '+' : '−'}${write(Math.abs(by))}`

function change(then: number | null, now: number | null, definition: VitalPage['definition']): string {
  if (then === null || now === null) return then === now ? t('known.same') : NONE
  return signed(now - then, (value) => valueText(value, definition))
}
