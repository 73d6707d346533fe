import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'
import type { Tier } from '../../../ui/area-switcher.tsx'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
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
import { BasePart } from './basemap-part.tsx'
import { CameraPane } from './camera-pane.tsx'
import { CameraPart } from './camera-part.tsx'
import { CityMap } from './city-map.tsx'
import { boxAround } from './fan.ts'
import { FeaturePane } from './feature-pane.tsx'
import { footprintsFrom } from './layer-set.ts'
import { w } from './layer-words.ts'
import './map.css'
import './map-layers.css'
import { type AreaRow, MapAreas } from './map-areas.tsx'
import { MapFilters } from './map-filters.tsx'
import { MapLayers } from './map-layers.tsx'
import { MapLegend } from './map-legend.tsx'
import { type Item, MapList } from './map-list.tsx'
import { MapPane } from './map-pane.tsx'
import { type Changing, useMap } from './map-state.ts'
import { MapTime } from './map-time.tsx'
import { TrackPanel } from './track-panel.tsx'
import { useBase } from './use-basemap.ts'
import { WaysPart } from './ways-part.tsx'

const hints = (): KeyHint[] => [
  { caps: ['↑', '↓'], label: t('map.in-list') },
  { action: 'open' },
  { action: 'drill', label: t('map.drill') },
  { action: 'drillBack', label: t('map.drill-back') },
  { caps: ['+', '−'], label: t('map.zoom') },
  { action: 'tilt', label: w('tilt.key') },
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
    tilt: () => change({ tilt: search.tilt ? undefined : 'on' }),
  })
  return (
    <div className={search.pick || search.feature || search.camera ? 'k4 picked' : 'k4'}>
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
      <Side search={search} show={show} change={change} />
    </div>
  )
}

type PartProps = InMapProps & { map: Map }

function Left({ map, search, change, onInto }: PartProps & { onInto: (area: AreaRow) => void }): ReactNode {
  const { show, hidden, query, parts, items, drill, look } = map
  const side = search.side ?? 'list'
  const choose = (item: Item | null) => {
    change({ pick: item?.id, feature: undefined, camera: undefined })
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
  const { show, hidden, look, layers, tiles, crowd, shown, slow, track } = map
  const base = useBase(search.base === 'off')
  const leans = search.tilt === 'on'
  return (
    <div className="mapbox">
      {look.begun && (
        <CityMap
          {...{ tiles, show, hidden, layers, shown, base: base.drawn }}
          look={track.look ?? look.look}
          fresh={map.fresh}
          onView={look.onView}
          onPick={(id) => change({ pick: id, feature: undefined, camera: undefined })}
          onFeature={(id) => change({ feature: id, pick: undefined, camera: undefined })}
          onCamera={(id) => change({ camera: id, pick: undefined, feature: undefined })}
          onSlow={slow.tell}
          onCrowd={(at) => crowd.setAt(at && { ...at, box: boxAround(at, at.zoom, 26) })}
        />
      )}
      <span className="map-home">
        <Button small icon="home" label={t('map.home')} onPress={() => look.start && look.goTo({ ...look.start })} />
        <Chip on={leans} onPress={() => change({ tilt: leans ? undefined : 'on' })}>
          {w('tilt.on')}
        </Chip>
      </span>
      <MapLayers
        on={shown.kinds}
        begun={shown.cameras}
        onLayers={(kinds) => change({ layers: kinds })}
        view={look.view}
        area={map.wish}
        ways={map.ways?.length ?? 0}
      >
        <WaysPart rows={map.ways} onGo={(box) => look.goTo({ box })} />
        {map.seesCameras && (
          <CameraPart
            on={shown.cameras}
            onTurn={(on) => change({ cameras: on ? 'on' : undefined, ...(on ? {} : { camera: undefined }) })}
            view={look.view}
            area={map.wish}
            then={search.at !== undefined}
          />
        )}
        <BasePart base={base.found} off={search.base === 'off'} onOff={(off) => change({ base: off ? 'off' : undefined })} />
      </MapLayers>
      {leans && (
        <p className="map-tilt" role="status">
          {slow.told && (
            <>
              {w('tilt.slow')}{' '}
              <Button small onPress={slow.anyway}>
                {w('tilt.anyway')}
              </Button>
            </>
          )}
          {!slow.told && (look.view?.zoom ?? 0) < footprintsFrom && w('tilt.near', { zoom: footprintsFrom })}
        </p>
      )}
      <MapFilters map={map} search={search} change={change} />
      {track.id && (
        <TrackPanel track={track.found} error={track.error} moment={track.moment} onClose={() => change({ track: undefined })} />
      )}
      <MapTime
        at={search.at}
        span={search.span ?? '24h'}
        onAt={(at) => change({ at })}
        onSpan={(span) => change({ span: span === '7d' ? '7d' : undefined })}
      />
      <span className="attr">{[base.drawn?.there.attribution, t('map.schematic')].filter(Boolean).join(' · ')}</span>
    </div>
  )
}

type SideProps = InMapProps & { show: 'objects' | 'events' }

function Side({ search: { pick, feature, camera, track }, show, change }: SideProps): ReactNode {
  const wide = useWide()
  const onClose = () => change({ pick: undefined, feature: undefined, camera: undefined })
  const onTrack = (id: string | undefined) => change({ track: id })
  const onObject = (id: string) => change({ show: undefined, pick: id, feature: undefined })
  const inside = feature ? (
    <FeaturePane key={feature} id={feature} onObject={onObject} />
  ) : camera ? (
    <CameraPane key={camera} id={camera} />
  ) : pick ? (
    <MapPane key={pick} id={pick} show={show} track={track} onTrack={onTrack} />
  ) : null
  if (!wide)
    return (
      <Dialog open={inside !== null} onClose={onClose} title={t('map.side')} shape="drawer">
        {inside}
      </Dialog>
    )
  if (!inside) return null
  return (
    <aside className="side">
      <Button small kind="ghost" icon="x" label={t('board.close')} onPress={onClose} />
      {inside}
    </aside>
  )
}
