import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { SceneLayer } from '../../../contract/scene.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { clockTime, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { type Cell, PagedTable } from '../admin/paged-table.tsx'
import { b } from './basemap-words.ts'
import { ImportPane } from './import-pane.tsx'
import { LayerPane } from './layer-pane.tsx'
import { kindCounts } from './layer-words.ts'
import { layersQuery } from './scene-queries.ts'
import '../objects/objects.css'
import './scene.css'

/** Base maps come seldom: only who opens them pays. */
const BasePane = lazy(() => import('./basemap-pane.tsx').then((m) => ({ default: m.BasePane })))

const hints = (): KeyHint[] => [{ action: 'area' }, { action: 'back' }, { action: 'help' }]

/** 实景图层: which layers the areas have, of what day and from whom; who keeps them brings new ones in and former ones back. */
export function SceneLayersScreen(): ReactNode {
  const { wish } = useArea()
  const query = useInfiniteQuery(layersQuery(wish))
  const first = query.data?.pages[0]
  const shown = query.data?.pages.reduce((sum, page) => sum + page.rows.length, 0) ?? 0
  useFoot(hints, first ? t('scene.foot', { n: shown, of: first.total, time: clockTime(first.at, true) }) : undefined)
  const [open, setOpen] = useState<{ id: string } | 'import' | 'base' | null>(null)
  const keeps = may(useSession(), 'scene.change')
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const picked = open !== null && typeof open !== 'string' ? rows.find(({ id }) => id === open.id) : undefined
  const close = () => setOpen(null)
  const start = keeps ? { action: { label: t('scene.import'), onPress: () => setOpen('import') } } : {}
  return (
    <Screen query={{ ...query, data: first }} title={t('place.scene.title')}>
      {(data) => (
        <div className="k3">
          <PageHead title={t('place.scene.title')}>
            <span className="meta grow">
              {t('scene.sum', { layers: number(data.total), towns: number(data.towns), features: number(data.features) })}
            </span>
            {keeps && <Button onPress={() => setOpen('base')}>{b('open')}</Button>}
            {keeps && data.total > 0 && <Button onPress={() => setOpen('import')}>{t('scene.import')}</Button>}
          </PageHead>
          <div className={picked || typeof open === 'string' ? 'objects-in picked' : 'objects-in'}>
            <div className="plain-list scene-list">
              <PagedTable
                label={t('place.scene.title')}
                query={query}
                keyOf={({ id }) => id}
                none={<EmptyState empty={{ kind: 'all-done', title: t('scene.none'), note: t('scene.none-how'), ...start }} />}
                cells={cells((id) => setOpen({ id }))}
              />
            </div>
            {open === 'import' && <ImportPane onClose={close} />}
            {open === 'base' && (
              <Suspense fallback={<span className="sk" />}>
                <BasePane onClose={close} />
              </Suspense>
            )}
            {picked && <LayerPane key={picked.id} layer={picked} keeps={keeps} onClose={close} />}
          </div>
        </div>
      )}
    </Screen>
  )
}

const cells = (onOpen: (id: string) => void): Cell<SceneLayer>[] => [
  {
    label: t('scene.layer'),
    of: ({ id, name, schematic }) => (
      <span className="row">
        <button type="button" className="linkish" onClick={() => onOpen(id)}>
          {name}
        </button>
        {schematic && !name.includes(t('scene.schematic')) && <Tag>{t('scene.schematic')}</Tag>}
      </span>
    ),
  },
  { label: t('scene.area'), of: ({ areaName }) => <span className="nw">{areaName}</span> },
  { label: t('scene.counts'), of: ({ counts }) => <span className="meta">{kindCounts(counts)}</span> },
  { label: t('scene.as-of'), of: ({ asOf }) => <span className="nw">{asOf}</span> },
  { label: t('scene.source'), of: ({ source }) => <span className="said">{source}</span> },
  {
    label: t('scene.taken'),
    of: ({ takenAt, takenBy }) => (
      <span className="nw">
        {takenBy ?? t('scene.by-demo')}{' '}
        <span className="meta">
          <When at={takenAt} />
        </span>
      </span>
    ),
  },
  { label: t('scene.versions'), number: true, of: ({ former }) => number(former.length + 1) },
]
