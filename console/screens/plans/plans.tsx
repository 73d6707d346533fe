import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PlanList } from '../../../contract/plan-version.ts'
import { When } from '../../../ui/age.tsx'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { Failed, Loading, Screen } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { useFoot } from '../../frame/foot.ts'
import { say, t } from '../../messages.ts'
import { DrillLinks } from '../drills/drill-links.tsx'
import { PlanPage } from './plan-page.tsx'
import { plansQuery, typePlanQuery } from './plans-queries.ts'
import './plans.css'

const hints = (): KeyHint[] => [{ action: 'submitForm' }, { action: 'search' }, { action: 'help' }]

/** K8 预案: the plans of all types of events; one of them as a table, rehearsed, tried, published by a second person. */
export function Plans(): ReactNode {
  const { type } = useSearch({ from: '/app/plans' })
  useFoot(hints)
  return <div className="k8">{type ? <OfType key={type} type={type} /> : <List />}</div>
}

function OfType({ type }: { type: string }): ReactNode {
  const query = useQuery(typePlanQuery(type))
  if (query.data) return <PlanPage type={query.data} />
  return query.error ? <Failed error={query.error} missing onRetry={() => void query.refetch()} /> : <Loading />
}

function List(): ReactNode {
  const query = useQuery(plansQuery())
  const title = t('place.plans.title')
  return (
    <Screen
      query={query}
      title={title}
      empty={({ rows }) => (rows.length > 0 ? null : { kind: 'nothing-yet', title: t('rules.no-packs') })}
    >
      {({ rows }) => (
        <>
          <PageHead title={title}>
            <span className="meta">{t('plans.count', { n: rows.length })}</span>
            <span className="grow" />
            <DrillLinks />
          </PageHead>
          <div className="k8-list">
            <Table rows={rows} />
          </div>
        </>
      )}
    </Screen>
  )
}

function Table({ rows }: { rows: PlanList['rows'] }): ReactNode {
  const packs = [...Map.groupBy(rows, ({ pack }) => pack).values()]
  return (
    <table className="tb k8-all">
      <thead>
        <tr>
          <th scope="col">{t('plans.col.type')}</th>
          <th scope="col">{t('plans.col.version')}</th>
          <th scope="col">{t('plans.col.published')}</th>
          <th scope="col" className="num">
            {t('plans.col.rungs')}
          </th>
          <th scope="col">{t('plans.col.running')}</th>
          <th scope="col">{t('plans.col.drafts')}</th>
        </tr>
      </thead>
      {packs.map((some) => (
        <tbody key={some[0]!.pack}>
          <tr className="pack-row">
            <th scope="rowgroup" colSpan={6}>
              {say(some[0]!.packName)} <span className="meta">{some[0]!.pack}</span>
            </th>
          </tr>
          {some.map((row) => (
            <Line key={row.type} row={row} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Line({ row }: { row: PlanList['rows'][number] }): ReactNode {
  const navigate = useNavigate({ from: '/plans' })
  return (
    <tr>
      <td>
        <button type="button" className="linkish b" onClick={() => void navigate({ search: { type: row.type } })}>
          {say(row.name)}
        </button>{' '}
        <span className="meta">{row.type}</span>
      </td>
      <td>{row.version === 0 ? t('rules.shipped') : t('rules.version', { no: row.version })}</td>
      <td className="t2">{row.publishedAt ? <When at={row.publishedAt} /> : '—'}</td>
      <td className="num">{row.rungs}</td>
      <td>
        {row.running.length === 0 ? (
          <span className="t2">{t('plans.none-running')}</span>
        ) : (
          <RunningWords running={row.running} now={row.version} />
        )}
      </td>
      <td>{row.open > 0 ? <Tag kind="strong">{t('plans.open', { n: row.open })}</Tag> : <span className="t2">—</span>}</td>
    </tr>
  )
}

/** 「现行版 3 件 · 仍按第 2 版 5 件」 */
export function RunningWords({
  running,
  now,
}: {
  running: readonly { version: number; events: number }[]
  now: number
}): ReactNode {
  return (
    <span>
      {running
        .map(({ version, events }) =>
          version === now ? t('plans.running-now', { n: events }) : t('plans.running-older', { no: version, n: events }),
        )
        .join(' · ')}
    </span>
  )
}
