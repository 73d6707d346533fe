import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Age } from '../../../ui/age.tsx'
import { List } from '../../../ui/list.tsx'
import { GradeShape, RiskShape } from '../../../ui/risk-shape.tsx'
import { Loading } from '../../../ui/screen.tsx'
import { t as part } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t } from '../../messages.ts'
import { stateWords } from '../../parts/state-words.ts'
import { riskOfLevel } from './geo.ts'
import type { Item } from './in-view.ts'

const gradeOf = { 0: 'minor', 1: 'extraordinary', 2: 'major', 3: 'serious', 4: 'ordinary', 5: 'minor' } as const
/** More rows would not be read; the legend and the zoom make it fewer. */
const SHOWN = 300

function Row({ item, show }: { item: Item; show: 'objects' | 'events' }): ReactNode {
  return (
    <>
      {show === 'objects' ? (
        <RiskShape risk={riskOfLevel[item.level]} size={20} label="" />
      ) : (
        <GradeShape grade={gradeOf[item.level]} size={20} label={part(`grade.${gradeOf[item.level]}`)} />
      )}
      <span className="h el">{item.name}</span>
      <span className="rt">
        {item.severity && <Tag kind="strong">{t('map.alarm', { severity: part(`severity.${item.severity}`) })}</Tag>}
        {item.state && <span className="meta">{stateWords(item.state)}</span>}
        {item.at && <Age at={item.at} />}
      </span>
    </>
  )
}

type Props = {
  items: readonly Item[]
  current: string | null
  onCurrent: (item: Item | null) => void
  show: 'objects' | 'events'
  error: Error | null
  waiting: boolean
}

/** The map's twin for keyboard and screen reader: same filter, same order; arrows move the map along, Enter opens. */
export function MapList({ items, current, onCurrent, show, error, waiting }: Props): ReactNode {
  const navigate = useNavigate()
  const open = (id: string) => {
    if (show === 'events') void navigate({ to: '/events/$id', params: { id } })
  }
  return (
    <section className="ls" aria-label={t(show === 'objects' ? 'map.list-objects' : 'map.list-events')}>
      <p className="grp">
        {t(show === 'objects' ? 'map.list-objects' : 'map.list-events')}
        <span className="grow" />
        {t('map.list-order')}
      </p>
      {error && items.length === 0 ? (
        <p className="meta state">{error.message}</p>
      ) : waiting && items.length === 0 ? (
        <Loading />
      ) : (
        <List
          label={t(show === 'objects' ? 'map.list-objects' : 'map.list-events')}
          rows={items.slice(0, SHOWN)}
          keyOf={(i) => i.id}
          words={(i) => i.name}
          current={current}
          onCurrent={(id) => onCurrent(items.find((i) => i.id === id) ?? null)}
          onOpen={open}
          rowOf={(item) => <Row item={item} show={show} />}
          none={<p className="meta state">{t(show === 'objects' ? 'map.none-objects' : 'map.none-events')}</p>}
        />
      )}
      {items.length > SHOWN && <p className="meta state">{t('map.more', { n: items.length - SHOWN })}</p>}
    </section>
  )
}
