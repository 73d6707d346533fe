import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { codeOf, parentsOf, useArea } from '../../frame/use-area.ts'
import { type OutlineSet, objectQuery, outlinesQuery } from '../../queries.ts'
import type { Change, MapSearch } from '../../search.ts'
import { may, useSession } from '../../session.ts'
import type { Layers, Look, View } from './city-map.tsx'
import { fanOf } from './fan.ts'
import { boxOf, type Features, type Level, levels, lookText, readHidden, readLook, rimOf } from './geo.ts'
import { readLayers } from './layer-set.ts'
import { type AreaRow, worstFirst } from './map-areas.tsx'
import type { Item } from './map-list.tsx'
import { cameraQuery, mapAreasQuery, tileUrls, viewQuery, type Wish } from './map-queries.ts'
import { useTrack } from './use-track.ts'
import { wayFeatures } from './way-style.ts'
import { closedWaysQuery } from './ways-part.tsx'

const none: Features = { type: 'FeatureCollection', features: [] }
const collection = (features: GeoJSON.Feature[]): Features => ({ type: 'FeatureCollection', features })

export type Changing = (next: Change<MapSearch>) => void
/** A place where several stand, at the zoom it was pressed. */
export type Crowd = { lon: number; lat: number; zoom: number }

const allOf = (answers: { data: OutlineSet | undefined }[]): OutlineSet['features'] | null =>
  answers.every(({ data }) => data) ? answers.flatMap(({ data }) => data?.features ?? []) : null

/** The areas in force as one rim among their siblings; a whole city has none and is seen by its districts. */
function useHome(own: readonly string[]) {
  const siblings = useQueries({ queries: parentsOf(own).map(outlinesQuery), combine: allOf })
  return useMemo(() => {
    const codes = new Set(own.map(codeOf))
    const mine = (siblings ?? []).filter((f) => codes.has(String(f.id)))
    const box = siblings && boxOf(mine.length > 0 ? mine : siblings)
    return { home: mine.length > 0 ? rimOf(mine) : null, start: box ? { box } : null }
  }, [siblings, own])
}

/** Where the map looks: as the address says at first, then to the area in force, then to what was asked for last. */
function useLook(areas: readonly string[], search: MapSearch, change: Changing) {
  const { home, start } = useHome(areas)
  const own = areas.join()
  const [asked, setAsked] = useState<{ of: string; look: Look }>(() => ({ of: own, look: readLook(search.look) }))
  const [view, setView] = useState<View | null>(null)
  const look: Look = asked.of === own && asked.look ? asked.look : start
  const [begun, setBegun] = useState(false)
  if (look && !begun) setBegun(true)
  const onView = useCallback(
    (next: View) => {
      setView(next)
      change({ look: lookText(next) })
    },
    [change],
  )
  const goTo = useCallback((next: NonNullable<Look>) => setAsked({ of: own, look: next }), [own])
  return { home, start, look, begun, view, onView, goTo }
}

/** What is chosen: from the list in view, or an object the address names that is not in it. */
function usePicked(pick: string | undefined, show: 'objects' | 'events', items: readonly Item[]) {
  const listed = items.find((item) => item.id === pick) ?? null
  const far = useQuery({ ...objectQuery(pick ?? ''), enabled: pick !== undefined && show === 'objects' && !listed }).data
  return listed ?? (far && far.id === pick ? { ...(far.placed ?? far), area: far.area } : null)
}

/** Everything the screen of the map stands on; what a link must bring back is in the address. */
export function useMap(search: MapSearch, change: Changing) {
  const { wish, trail, choose } = useArea()
  const session = useSession()
  const own = useMemo(() => (wish === undefined ? session.scope : [wish]), [wish, session.scope])
  const show = search.show ?? 'objects'
  const hidden = useMemo(() => readHidden(search.hide), [search.hide])
  const of: Wish = useMemo(() => ({ area: wish, kinds: search.kinds, at: search.at }), [wish, search.kinds, search.at])
  const look = useLook(own, search, change)
  const view = viewQuery({ ...of, show, hidden, box: look.view?.box ?? null })
  const query = useQuery(view)
  const told = useQueryClient().getQueryState(view.queryKey)
  const parts = useQuery(mapAreasQuery({ ...of, show }))
  const items = hidden.size < levels.length ? (query.data?.rows ?? []) : []
  const picked = usePicked(search.pick, show, items)
  const seesCameras = may(session, 'feed.read')
  const camera = useQuery(cameraQuery(seesCameras ? search.camera : undefined)).data?.place ?? null
  const crowd = useCrowd({ of, show, hidden })
  const track = useTrack(search)
  // Which ways are closed is known of now only.
  const ways = useQuery({ ...closedWaysQuery, enabled: may(session, 'event.read') && search.at === undefined }).data?.rows
  const barred = useMemo(() => (ways && search.at === undefined ? wayFeatures(ways) : none), [ways, search.at])
  const layers = useLayers(look.home, picked ?? camera, { fan: crowd.features, track: track.features, ways: barred })
  const { shown, slow } = useShown(search, seesCameras)
  const drill = useDrill(parts.data?.rows, hidden, picked?.area ?? null)
  return {
    ...{ wish, trail, choose, own, show, hidden, look, query, parts, items, picked, crowd, layers, drill, session },
    tiles: useMemo(() => tileUrls(of, shown.kinds), [of, shown.kinds]),
    ...{ shown, slow, track, seesCameras, ways: search.at === undefined ? ways : undefined },
    /** When what is in view was told once more: only then tiles, asked for beside the first answer, are old. 0 until then, and of the past. */
    fresh: told && told.dataUpdateCount > 1 && search.at === undefined ? told.dataUpdatedAt : 0,
    setHidden: (next: ReadonlySet<Level>) => change({ hide: next.size > 0 ? [...next].toSorted().join(',') : undefined }),
  }
}

/** What of the ground is shown; heights give way when they are drawn too slowly, until somebody wants them all the same. */
function useShown({ layers, tilt, cameras }: MapSearch, seesCameras: boolean) {
  const kinds = useMemo(() => readLayers(layers), [layers])
  const [pace, setPace] = useState<'fine' | 'slow' | 'anyway'>('fine')
  const leans = tilt === 'on' && pace !== 'slow'
  const on = cameras === 'on' && seesCameras
  return {
    shown: useMemo(() => ({ kinds, tilt: leans, cameras: on }), [kinds, leans, on]),
    slow: {
      told: pace === 'slow' && tilt === 'on',
      tell: () => setPace((before) => (before === 'fine' ? 'slow' : before)),
      anyway: () => setPace('anyway'),
    },
  }
}

/** What stands at a place that coming nearer does not part, fanned out. */
function useCrowd({ of, show, hidden }: { of: Wish; show: 'objects' | 'events'; hidden: ReadonlySet<Level> }) {
  const [at, setAt] = useState<(Crowd & { box: [number, number, number, number] }) | null>(null)
  const found = useQuery(viewQuery({ ...of, show, hidden, box: at?.box ?? null })).data
  const features = useMemo(() => (at && found ? fanOf(found.rows, at, at.zoom) : none), [at, found])
  return { at, setAt, features }
}

/** The part of the area one would go into next: the one marked, else the one the chosen thing lies in, else the worst. */
function useDrill(rows: readonly AreaRow[] | undefined, hidden: ReadonlySet<Level>, area: string | null) {
  const [marked, setMarked] = useState<string | null>(null)
  const sorted = useMemo(() => rows && worstFirst(rows, hidden), [rows, hidden])
  const around = area === null ? undefined : sorted?.find(({ path }) => path !== null && area.startsWith(path))
  const into = sorted?.find(({ code }) => code === marked) ?? around ?? sorted?.[0] ?? null
  return { sorted, into, mark: setMarked }
}

function useLayers(
  home: ReturnType<typeof useHome>['home'],
  picked: { lon: number; lat: number } | null,
  { fan, track, ways }: Pick<Layers, 'fan' | 'track' | 'ways'>,
): Layers {
  const own = useMemo(() => (home ? collection([home]) : none), [home])
  const [lon, lat] = [picked?.lon, picked?.lat]
  const ring = useMemo(
    () =>
      lon === undefined || lat === undefined
        ? none
        : collection([{ type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties: {} }]),
    [lon, lat],
  )
  return useMemo(() => ({ own, fan, picked: ring, track, ways }), [own, fan, ring, track, ways])
}
