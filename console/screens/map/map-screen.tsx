import { useQueries, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useTitle } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { theme } from '../../../ui/theme.ts'
import { useFoot } from '../../frame/foot.ts'
import { codeOf, useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { outlinesQuery, pointsQuery } from '../../queries.ts'
import { type Change, changed, type MapSearch } from '../../search.ts'
import { useSession } from '../../session.ts'
import { useWide } from '../../use-wide.ts'
import { CityMap, type Layers, type Look } from './city-map.tsx'
import { type Box, boxOf, eventFeatures, type Features, type Level, labelFeatures, objectFeatures, widened } from './geo.ts'
import { type Item, inView } from './in-view.ts'
import { MapLegend } from './map-legend.tsx'
import { MapList } from './map-list.tsx'
import { MapPane } from './map-pane.tsx'

const hints = (): KeyHint[] => [
  { caps: ['↑', '↓'], label: t('map.in-list') },
  { action: 'open' },
  { caps: ['+', '−'], label: t('map.zoom') },
  { action: 'area' },
  { action: 'help' },
]

const none: Features = { type: 'FeatureCollection', features: [] }
type View = { box: Box; zoom: number }

/** Outlines: all districts; the streets of those in view once one is near enough to tell them apart. */
function useOutlines(view: View | null, own: string) {
  const districts = useQuery(outlinesQuery('50')).data?.features
  const near = useMemo(() => {
    if (!view || !districts || view.zoom < 8.5) return []
    const [w, s, e, n] = view.box
    const touches = districts.filter((f) => {
      const b = boxOf([f])
      return b !== null && b[0] < e && b[2] > w && b[1] < n && b[3] > s
    })
    return touches.slice(0, 12).map((f) => f.id)
  }, [view, districts])
  const codes = [...new Set([...near, ...own.split('/').slice(1, 2).filter(Boolean)])]
  const towns = useQueries({
    queries: codes.map((code) => outlinesQuery(code)),
    combine: (all) => all.flatMap((q) => q.data?.features ?? []),
  })
  return { districts: districts ?? null, towns }
}

/** The area in force as an outline: a district, or a street of one. */
function ownOutline(
  path: string,
  districts: ReturnType<typeof useOutlines>['districts'],
  towns: ReturnType<typeof useOutlines>['towns'],
) {
  const code = codeOf(path)
  return districts?.find((f) => f.id === code) ?? towns.find((f) => f.id === code) ?? null
}

/** K4 风险一张图: objects by risk or open events by grade; the legend is the filter, the list is the map's twin, the side tells of one. */
export function MapScreen(): ReactNode {
  const search = useSearch({ from: '/app/map' })
  const navigate = useNavigate({ from: '/map' })
  const change = useCallback(
    (next: Change<MapSearch>) => void navigate({ search: (before) => changed(before, next), replace: true }),
    [navigate],
  )
  const now = theme.use()
  useTitle(t('place.map.title'))
  return <InMap key={now} search={search} change={change} />
}

type InMapProps = { search: MapSearch; change: (next: Change<MapSearch>) => void }

function InMap({ search, change }: InMapProps): ReactNode {
  const { wish } = useArea()
  const session = useSession()
  const own = wish ?? session.home.path
  const [view, setView] = useState<View | null>(null)
  const [hidden, setHidden] = useState<ReadonlySet<Level>>(new Set())
  const [pick, setPick] = useState<{ of: string; look: NonNullable<Look> } | null>(null)
  const show = search.show ?? 'objects'
  const outlines = useOutlines(view, own)
  const bbox = view ? widened(view.box).join(',') : undefined
  const query = useQuery({ ...pointsQuery({ area: wish, bbox }), enabled: view !== null })
  const all = useMemo(() => inView(query.data, show, view?.box ?? null), [query.data, show, view])
  const items = useMemo(() => all.filter((item) => !hidden.has(item.level)), [all, hidden])
  const picked = items.find((item) => item.id === search.pick) ?? null
  const home = ownOutline(own, outlines.districts, outlines.towns)
  const whole = own.split('/').filter(Boolean).length <= 1
  const start = useMemo(() => {
    const box = home ? boxOf([home]) : whole && outlines.districts ? boxOf(outlines.districts) : null
    return box ? { box } : null
  }, [home, whole, outlines.districts])
  const layers = useLayers({ outlines, home, items, show, data: query.data, picked })
  useFoot(hints, query.data ? t('map.foot', { time: clockTime(query.data.at, true), n: number(all.length) }) : undefined)
  const choose = (item: Item | null) => {
    change({ pick: item?.id })
    if (item) setPick({ of: own, look: { lon: item.lon, lat: item.lat } })
  }
  return (
    <div className={search.pick ? 'k4 picked' : 'k4'}>
      <PageHead title={t('place.map.title')}>
        <span className="meta wide">{t('map.note', { n: query.data ? number(all.length) : NONE })}</span>
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
      <div className="left">
        <MapLegend
          show={show}
          items={query.data ? all : null}
          hidden={hidden}
          onHidden={setHidden}
          left={query.data?.objectsLeft ?? 0}
        />
        <MapList
          items={items}
          current={search.pick ?? null}
          onCurrent={choose}
          show={show}
          error={query.error}
          waiting={query.isPending}
        />
      </div>
      <div className="mapbox">
        <CityMap
          layers={layers}
          look={pick?.of === own ? pick.look : start}
          onView={setView}
          onPick={(id) => choose(items.find((i) => i.id === id) ?? null)}
        />
        <span className="map-home">
          <Button small icon="home" label={t('map.home')} onPress={() => start && setPick({ of: own, look: { ...start } })} />
        </span>
        <span className="attr">{t('map.schematic')}</span>
      </div>
      <Side pick={search.pick ?? null} show={show} onClose={() => change({ pick: undefined })} />
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

type LayersOf = {
  outlines: ReturnType<typeof useOutlines>
  home: ReturnType<typeof ownOutline>
  items: readonly Item[]
  show: 'objects' | 'events'
  data: Parameters<typeof inView>[0]
  picked: Item | null
}

function useLayers({ outlines, home, items, show, data, picked }: LayersOf): Layers {
  const { districts, towns } = outlines
  const areas = useMemo(
    () => ({
      districts: districts ? { type: 'FeatureCollection' as const, features: districts } : none,
      'district-names': districts ? labelFeatures(districts) : none,
    }),
    [districts],
  )
  const streets = useMemo(
    () => ({ towns: { type: 'FeatureCollection' as const, features: towns }, 'town-names': labelFeatures(towns) }),
    [towns],
  )
  const own = useMemo(() => (home ? { type: 'FeatureCollection' as const, features: [home] } : none), [home])
  const points = useMemo(() => {
    const ids = new Set(items.map((i) => i.id))
    const objects = show === 'objects' ? objectFeatures((data?.objects ?? []).filter((o) => ids.has(o.id))) : none
    const events = eventFeatures(
      (data?.events ?? []).filter((e) => (show === 'events' ? ids.has(e.id) : e.grade === 'extraordinary')),
    )
    return { objects, events }
  }, [items, show, data])
  const ring = useMemo<Features>(
    () =>
      picked
        ? {
            type: 'FeatureCollection',
            features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [picked.lon, picked.lat] }, properties: {} }],
          }
        : none,
    [picked],
  )
  return useMemo(() => ({ ...areas, ...streets, own, ...points, picked: ring }) as Layers, [areas, streets, own, points, ring])
}
