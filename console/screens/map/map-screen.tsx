import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'
import type { Tier } from '../../../ui/area-switcher.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { useTitle } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { theme } from '../../../ui/theme.ts'
import { useFoot } from '../../frame/foot.ts'
import { t } from '../../messages.ts'
import { changed, type MapSearch } from '../../search.ts'
import { useWide } from '../../use-wide.ts'
import { CityMap } from './city-map.tsx'
import { boxAround } from './fan.ts'
import './map.css'
import { type AreaRow, MapAreas } from './map-areas.tsx'
import { MapFilters } from './map-filters.tsx'
import { MapLegend } from './map-legend.tsx'
import { type Item, MapList } from './map-list.tsx'
import { MapPane } from './map-pane.tsx'
import { type Changing, useMap } from './map-state.ts'
import { MapTime } from './map-time.tsx'

const hints = (): KeyHint[] => [
  { caps: ['↑', '↓'], label: t('map.in-list') },
  { action: 'open' },
  { action: 'drill', label: t('map.drill') },
  { action: 'drillBack', label: t('map.drill-back') },
  { caps: ['+', '−'], label: t('map.zoom') },
  { action: 'area' },
  { action: 'help' },
]

/** K4 风险一张图: objects by risk or open events by grade; the legend is the filter, the list is the map's twin, the side tells of one. */
export function MapScreen(): ReactNode {
  const search = useSearch({ from: '/app/map' })
  const navigate = useNavigate({ from: '/map' })
  const change: Changing = useCallback(
    (next) => void navigate({ search: (before) => changed(before, next), replace: true }),
    [navigate],
  )
  const now = theme.use()
  useTitle(t('place.map.title'))
  return <InMap key={now} search={search} change={change} />
}

const tierOf = (path: string): Tier =>
  (['city', 'district', 'town', 'community', 'grid'] as const)[path.split('/').filter(Boolean).length - 1] ?? 'grid'

type InMapProps = { search: MapSearch; change: Changing }
type Map = ReturnType<typeof useMap>

function InMap({ search, change }: InMapProps): ReactNode {
  const map = useMap(search, change)
  const { show, query, trail, choose, drill } = map
  const total = query.data?.counts.reduce((sum, n) => sum + n, 0)
  useFoot(hints, query.data ? t('map.foot', { time: clockTime(query.data.at, true), n: number(total ?? 0) }) : undefined)
  const into = ({ code, name, path }: AreaRow) => {
    if (path) choose({ code, name, path, tier: tierOf(path) })
  }
  const above = trail.at(-2)
  useKeys({
    drill: () => drill.into && into(drill.into),
    drillBack: () => above && choose(above),
  })
  return (
    <div className={search.pick ? 'k4 picked' : 'k4'}>
      <PageHead title={t('place.map.title')}>
        <span className="meta wide">{t('map.note', { n: total === undefined ? NONE : number(total) })}</span>
        <span className="grow" />
        <Segmented
          label={t('map.show')}
          value={show}
          onChange={(id) => change({ show: id as 'objects' | 'events', pick: undefined })}
          items={[
            { id: 'objects', label: t('map.objects') },
            { id: 'events', label: t('map.events') },
          ]}
        />
      </PageHead>
      <Left map={map} search={search} change={change} onInto={into} />
      <Middle map={map} search={search} change={change} />
      <Side pick={search.pick ?? null} show={show} onClose={() => change({ pick: undefined })} />
    </div>
  )
}

type PartProps = InMapProps & { map: Map }

function Left({ map, search, change, onInto }: PartProps & { onInto: (area: AreaRow) => void }): ReactNode {
  const { show, hidden, query, parts, items, drill, look } = map
  const side = search.side ?? 'list'
  const choose = (item: Item | null) => {
    change({ pick: item?.id })
    if (item) look.goTo({ lon: item.lon, lat: item.lat })
  }
  return (
    <div className="left">
      <MapLegend
        show={show}
        view={query.data}
        hidden={hidden}
        onHidden={map.setHidden}
        kinds={search.kinds}
        onKinds={(kinds) => change({ kinds })}
      />
      <div className="map-beside">
        <Segmented
          label={t('map.beside')}
          value={side}
          onChange={(id) => change({ side: id === 'areas' ? 'areas' : undefined })}
          items={[
            { id: 'list', label: t('map.side-list') },
            { id: 'areas', label: t('map.side-areas') },
          ]}
        />
      </div>
      {side === 'areas' ? (
        <MapAreas
          rows={drill.sorted}
          show={show}
          hidden={hidden}
          current={drill.into?.code ?? null}
          onCurrent={drill.mark}
          onOpen={onInto}
          error={parts.error}
          onRetry={() => void parts.refetch()}
        />
      ) : (
        <MapList
          items={items}
          left={query.data?.left ?? 0}
          current={search.pick ?? null}
          onCurrent={choose}
          show={show}
          error={query.error}
          waiting={query.isPending && hidden.size < 6}
        />
      )}
    </div>
  )
}

function Middle({ map, search, change }: PartProps): ReactNode {
  const { show, hidden, look, layers, tiles, crowd, query } = map
  return (
    <div className="mapbox">
      {look.begun && (
        <CityMap
          {...{ tiles, show, hidden, layers }}
          look={look.look}
          fresh={search.at ? 0 : query.dataUpdatedAt}
          onView={look.onView}
          onPick={(id) => change({ pick: id })}
          onCrowd={(at) => crowd.setAt(at && { ...at, box: boxAround(at, at.zoom, 26) })}
        />
      )}
      <span className="map-home">
        <Button small icon="home" label={t('map.home')} onPress={() => look.start && look.goTo({ ...look.start })} />
      </span>
      <MapFilters map={map} search={search} change={change} />
      <MapTime
        at={search.at}
        span={search.span ?? '24h'}
        onAt={(at) => change({ at })}
        onSpan={(span) => change({ span: span === '7d' ? '7d' : undefined })}
      />
      <span className="attr">{t('map.schematic')}</span>
    </div>
  )
}

function Side({ pick, show, onClose }: { pick: string | null; show: 'objects' | 'events'; onClose: () => void }): ReactNode {
  const wide = useWide()
  if (!wide)
    return (
      <Dialog open={pick !== null} onClose={onClose} title={t('map.side')} shape="drawer">
        {pick && <MapPane id={pick} show={show} />}
      </Dialog>
    )
  if (!pick) return null
  return (
    <aside className="side">
      <Button small kind="ghost" icon="x" label={t('board.close')} onPress={onClose} />
      <MapPane key={pick} id={pick} show={show} />
    </aside>
  )
}
