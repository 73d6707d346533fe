import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { BalanceDifferences } from '../../../contract/balance.ts'
import { Age } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { t, tell } from '../../messages.ts'
import { balanceDifferencesQuery } from '../../queries.ts'

/** The sheet beside a fresh count of the same day: what stands elsewhere, one by one. */
export function Differences(asked: { area: string | undefined; day: string }): ReactNode {
  const query = useQuery(balanceDifferencesQuery(asked))
  const again = () => void query.refetch()
  const data = query.data
  return (
    <Panel
      level={2}
      title={
        <span className="row">
          {t('evaluate.compared')}
          {data && data.rows.length > 0 && <Tag kind="ink">{t('evaluate.differs', { n: data.rows.length })}</Tag>}
        </span>
      }
      note={data && <Age at={data.at} />}
      error={query.error && !data ? query.error.message : null}
      onRetry={again}
    >
      {data ? (
        <div className="col compared">
          {data.rows.length === 0 ? <p>{t('evaluate.same')}</p> : <List rows={data.rows} />}
          <Button small busy={query.isFetching} onPress={again}>
            {t('evaluate.compare-again')}
          </Button>
        </div>
      ) : (
        <p className="meta">{t('evaluate.comparing')}</p>
      )}
    </Panel>
  )
}

const places: Readonly<Record<string, string>> = { 'false-alarm': 'falseAlarm', 'self-handled': 'selfHandled' }
const placeWords = (state: string | null): string =>
  state === null ? t('evaluate.nowhere') : (tell(`evaluate.${places[state] ?? state}`) ?? state)

function List({ rows }: { rows: BalanceDifferences['rows'] }): ReactNode {
  return (
    <div className="sideways">
      <table className="tb" aria-label={t('evaluate.compared')}>
        <thead>
          <tr>
            <th scope="col">{t('evaluate.thing')}</th>
            <th scope="col">{t('evaluate.town')}</th>
            <th scope="col">{t('evaluate.stored')}</th>
            <th scope="col">{t('evaluate.counted')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Tag>{t(`evaluate.${row.of}`)}</Tag>{' '}
                {row.event ? (
                  <Link to="/events/$id" params={{ id: row.event }}>
                    {row.title ?? row.id}
                  </Link>
                ) : (
                  (row.title ?? row.id)
                )}
              </td>
              <td>{row.areaName}</td>
              <td>{placeWords(row.stored)}</td>
              <td>{placeWords(row.counted)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
