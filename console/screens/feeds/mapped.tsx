import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { MappedFeedList, MappedFeedRow } from '../../../contract/mapped-feed.ts'
import { Age } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { clockTime, number } from '../../../ui/format.ts'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { Deliveries } from './deliveries.tsx'
import { MappedForm } from './mapped-form.tsx'
import { mappedFeedsQuery } from './mapped-queries.ts'
import { t } from './words.ts'
import './mapped.css'

/** Feeds whose rows are read by a mapping: how they do, why rows were refused, and what one of them received last. */
export function Mapped(): ReactNode {
  return (
    <div className="plain-list">
      <h2 className="vh">{t('feeds.mapped')}</h2>
      <Screen query={useQuery(mappedFeedsQuery())} title={t('feeds.mapped')}>
        {(list) => <List list={list} />}
      </Screen>
    </div>
  )
}

function List({ list }: { list: MappedFeedList }): ReactNode {
  const changes = may(useSession(), 'feed.change')
  const [form, setForm] = useState<MappedFeedRow | 'new' | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const current = list.rows.find(({ id }) => id === chosen) ?? list.rows[0]
  return (
    <div className="stack">
      <div className="row wrap">
        <span className="t2 grow">{t('mapped.note', { time: clockTime(list.at, true) })}</span>
        {changes && form === null && (
          <Button small icon="plus" onPress={() => setForm('new')}>
            {t('mapped.new')}
          </Button>
        )}
      </div>
      {form !== null && (
        <MappedForm
          key={form === 'new' ? 'new' : form.id}
          list={list}
          feed={form === 'new' ? null : form}
          onClose={() => setForm(null)}
        />
      )}
      {list.rows.length === 0 ? (
        <EmptyState
          empty={{ kind: 'nothing-yet', title: t('mapped.none'), note: t(changes ? 'mapped.none-how' : 'mapped.none-read') }}
        />
      ) : (
        <Sums rows={list.rows} current={current?.id ?? null} onChoose={setChosen} />
      )}
      {current && <Deliveries key={current.id} feed={current} changes={changes} onChange={() => setForm(current)} />}
    </div>
  )
}

type SumsProps = { rows: MappedFeedRow[]; current: string | null; onChoose: (id: string) => void }

function Sums({ rows, current, onChoose }: SumsProps): ReactNode {
  return (
    <table className="tb" aria-label={t('feeds.mapped')}>
      <thead>
        <tr>
          <th>{t('mapped.name')}</th>
          <th>{t('mapped.kind')}</th>
          <th>{t('mapped.unit')}</th>
          <th>{t('mapped.health')}</th>
          <th>{t('mapped.last')}</th>
          <th className="num">{t('mapped.kept')}</th>
          <th className="num">{t('mapped.refused')}</th>
          <th>{t('mapped.reasons')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <button type="button" className="linkish" aria-pressed={row.id === current} onClick={() => onChoose(row.id)}>
                {row.name}
              </button>
              {row.kind === 'file' && <div className="meta">{t('mapped.folder', { id: row.id })}</div>}
            </td>
            <td>{t(`mapped.kind.${row.kind}`)}</td>
            <td>{row.unitName}</td>
            <td>
              <Health row={row} />
            </td>
            <td>
              <Age at={row.lastMeasuredAt} />
            </td>
            <td className="num">{t('mapped.of', { n: number(row.day.kept + row.day.duplicates), of: number(row.day.rows) })}</td>
            <td className="num">{row.day.refused > 0 ? <Tag kind="strong">{number(row.day.refused)}</Tag> : 0}</td>
            <td>
              <div className="feed-why">
                {row.day.reasons.slice(0, 3).map((one) => (
                  <div key={one.zh}>{t('mapped.reason', { text: say(one), n: number(one.n) })}</div>
                ))}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Health({ row }: { row: MappedFeedRow }): ReactNode {
  const words = t(`mapped.health.${row.health}`)
  const ill = row.health === 'failing' || row.health === 'silent'
  return (
    <>
      {ill ? <Tag kind="ink">{words}</Tag> : words}
      {row.gone.length > 0 && (
        <div className="meta feed-why">{t('mapped.gone', { names: row.gone.slice(0, 5).join(t('list.and')) })}</div>
      )}
      {row.failure && <div className="meta feed-why">{say(row.failure)}</div>}
    </>
  )
}
