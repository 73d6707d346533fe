import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MapView } from '../../../contract/tile.ts'
import { Age } from '../../../ui/age.tsx'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { number } from '../../../ui/format.ts'
import { List } from '../../../ui/list.tsx'
import { Loading } from '../../../ui/screen.tsx'
import { t as part } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t } from '../../messages.ts'
import { stateWords } from '../../parts/state-words.ts'
import type { Level } from './geo.ts'
import { w } from './layer-words.ts'
import { levelMark, levelWords } from './map-legend.tsx'
import type { ThingSource } from './map-style.ts'

export type Item = MapView['rows'][number]

function Row({ item, show }: { item: Item; show: ThingSource }): ReactNode {
  return (
    <>
      {levelMark(show, item.level as Level, 20)}
      <span className="h el">
        <CaseTitle title={item.name} />
      </span>
      <span className="rt">
        {item.severity && <Tag kind="strong">{t('map.alarm', { severity: part(`severity.${item.severity}`) })}</Tag>}
        {item.state && <span className="meta">{stateWords(item.state)}</span>}
        {item.openedAt && <Age at={item.openedAt} />}
        {item.stale && <Tag>{w('placed.old')}</Tag>}
        {item.placedAt && <Age at={item.placedAt} />}
      </span>
    </>
  )
}

type Props = {
  items: readonly Item[]
  left: number
  current: string | null
  onCurrent: (item: Item | null) => void
  show: ThingSource
  error: Error | null
  waiting: boolean
}

/** The map's twin for keyboard and screen reader: same filter, same order; arrows move the map along, Enter opens. */
export function MapList({ items, left, current, onCurrent, show, error, waiting }: Props): ReactNode {
  const navigate = useNavigate()
  const open = (id: string) => {
    if (show === 'events') void navigate({ to: '/events/$id', params: { id } })
  }
  const label = t(show === 'objects' ? 'map.list-objects' : 'map.list-events')
  return (
    <section className="ls" aria-label={label}>
      <p className="grp">
        {label}
        <span className="grow" />
        {t('map.list-order')}
      </p>
      {error && items.length === 0 ? (
        <p className="meta state">{error.message}</p>
      ) : waiting && items.length === 0 ? (
        <Loading />
      ) : (
        <List
          label={label}
          rows={items}
          keyOf={(i) => i.id}
          words={(i) => `${levelWords(show, i.level as Level)} ${i.name}`}
          current={current}
          onCurrent={(id) => onCurrent(items.find((i) => i.id === id) ?? null)}
          onOpen={open}
          rowOf={(item) => <Row item={item} show={show} />}
          none={<p className="meta state">{t(show === 'objects' ? 'map.none-objects' : 'map.none-events')}</p>}
        />
      )}
      {left > 0 && <p className="meta state">{t('map.more', { n: number(left) })}</p>}
    </section>
  )
}
