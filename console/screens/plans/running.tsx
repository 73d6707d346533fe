import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { TypePlan } from '../../../contract/plan-version.ts'
import { When } from '../../../ui/age.tsx'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { GradeBadge } from '../../../ui/grade-badge.tsx'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { t, tell } from '../../messages.ts'
import { runningQuery } from './plans-queries.ts'

/** The events that are not over, each with the version it was dispatched by: that one it keeps. */
export function Running({ type }: { type: TypePlan }): ReactNode {
  const query = useQuery(runningQuery(type.type))
  if (!query.data) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const { rows, all } = query.data
  if (rows.length === 0) return <p className="t2">{t('plans.none-running-long')}</p>
  return (
    <>
      <p className="meta">{t('plans.running-note', { n: rows.length, all })}</p>
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">{t('plans.col.grade')}</th>
            <th scope="col">{t('plans.col.event')}</th>
            <th scope="col">{t('plans.col.area')}</th>
            <th scope="col">{t('plans.col.state')}</th>
            <th scope="col">{t('plans.col.version')}</th>
            <th scope="col">{t('plans.col.opened')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.event}>
              <td>
                <GradeBadge grade={row.grade} size={18} />
              </td>
              <td>
                <Link to="/events/$id" params={{ id: row.event }}>
                  <CaseTitle title={row.title} />
                </Link>
              </td>
              <td className="t2">{row.areaName}</td>
              <td>{tell(`state.${row.state}`) ?? row.state}</td>
              <td className="b">{row.version === 0 ? t('rules.shipped') : t('rules.version', { no: row.version })}</td>
              <td className="t2">
                <When at={row.openedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
