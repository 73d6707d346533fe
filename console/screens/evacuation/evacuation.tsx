import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { EvacuationRow, EvacuationSheet } from '../../../contract/evacuation.ts'
import { get } from '../../../ui/api.ts'
import { CaseTitle, DrillStrip } from '../../../ui/case-title.tsx'
import { clockTime } from '../../../ui/format.ts'
import { PrintedPage } from '../../parts/printed-page.tsx'
import { t } from './words.ts'
import './evacuation.css'

const sheetQuery = (id: string) => ({
  queryKey: ['events', 'evacuation', id],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<EvacuationSheet>(`/events/${encodeURIComponent(id)}/evacuation`, {}, signal),
  refetchInterval: 15_000,
})

/** 撤离清单: whom a rock threatens, door by door; to look at and to print for whoever goes there without a phone. */
export function EvacuationPage(): ReactNode {
  const { id } = useParams({ from: '/evacuation/$id' })
  const query = useQuery(sheetQuery(id))
  return (
    <PrintedPage
      query={query}
      title={t('evac.title')}
      whose={query.data?.title}
      off={(sheet) => (sheet.expired ? t('evac.expired') : null)}
      links={() => (
        <Link className="btn" to="/events/$id" params={{ id }}>
          {t('evac.back')}
        </Link>
      )}
    >
      {(sheet) => <Sheet sheet={sheet} />}
    </PrintedPage>
  )
}

function Sheet({ sheet }: { sheet: EvacuationSheet }): ReactNode {
  const { sum } = sheet
  const open = sum.persons - sum.gone - sum.refused - sum.missing
  return (
    <article className="evac-sheet">
      <header>
        <DrillStrip title={sheet.title} />
        <h2>
          <CaseTitle title={sheet.title} />
        </h2>
        <p>
          {[sheet.areaName, sheet.no].filter(Boolean).join(' · ')} · {t('evac.at', { time: clockTime(sheet.at, true) })}
        </p>
        <dl>
          <div>
            <dt>{t('evac.route')}</dt>
            <dd>{sheet.route ?? t('evac.unknown')}</dd>
          </div>
          <div>
            <dt>{t('evac.shelter')}</dt>
            <dd>{sheet.shelter ?? t('evac.unknown')}</dd>
          </div>
        </dl>
        <ul className="evac-sums">
          <Sum label={t('evac.households')} value={`${sum.settled} / ${sum.households}`} />
          <Sum label={t('evac.gone')} value={`${sum.gone} / ${sum.persons}`} />
          <Sum label={t('evac.refused')} value={String(sum.refused)} strong={sum.refused > 0} />
          <Sum label={t('evac.missing')} value={String(sum.missing)} strong={sum.missing > 0} />
          <Sum label={t('evac.open')} value={String(open)} strong={open > 0} />
        </ul>
      </header>
      {sheet.expired ? <p>{t('evac.expired')}</p> : sheet.named ? <Doors rows={sheet.rows} /> : <p>{t('evac.others')}</p>}
      {!sheet.expired && sheet.named && <footer>{t('evac.masked')}</footer>}
    </article>
  )
}

const Sum = ({ label, value, strong = false }: { label: string; value: string; strong?: boolean }): ReactNode => (
  <li className={strong ? 'evac-strong' : undefined}>
    <b className="b">{value}</b>
    <span>{label}</span>
  </li>
)

/** Nobody counted yet: the boxes are empty, to be filled in by hand. */
const amount = (row: EvacuationRow, of: 'gone' | 'refused' | 'missing'): string => (row.at === null ? '' : String(row[of]))

function Doors({ rows }: { rows: readonly EvacuationRow[] }): ReactNode {
  return (
    <table className="evac-table">
      <thead>
        <tr>
          {(['door', 'head', 'persons', 'told', 'gone', 'refused', 'missing', 'counted'] as const).map((key) => (
            <th key={key} scope="col">
              {t(`evac.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.door}
              {row.help && <span className="evac-need">{row.help}</span>}
            </th>
            <td>
              {row.head}
              {row.inCharge && <span className="t2">{t('evac.in-charge', { name: row.inCharge })}</span>}
            </td>
            <td className="num">{row.persons}</td>
            <td>{row.at === null ? '' : row.told ? '✓' : '✗'}</td>
            <td className="num">{amount(row, 'gone')}</td>
            <td className="num">{amount(row, 'refused')}</td>
            <td className="num">{amount(row, 'missing')}</td>
            <td>{row.at === null ? '' : `${clockTime(row.at)} ${row.byName ?? ''}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
