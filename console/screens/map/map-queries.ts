import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CameraList, CameraRow, MapCameras } from '../../../contract/camera-list.ts'
import type { SceneCounts, SceneFeatureCard } from '../../../contract/scene-card.ts'
import type { SceneKind } from '../../../contract/scene-kinds.ts'
import type { MapAreas, MapView } from '../../../contract/tile.ts'
import type { ObjectTrack } from '../../../contract/track.ts'
import { get } from '../../../ui/api.ts'
import { apiUrl } from '../../../ui/ask.ts'
import type { TileUrls } from './city-map.tsx'
import { type Box, boxText, type Level, levels } from './geo.ts'
import type { ThingSource } from './map-style.ts'

/** What the whole map is of: an area, kinds of objects (with commas), a moment. */
export type Wish = { area: string | undefined; kinds: string | undefined; at: string | undefined }

/** Addresses of the tiles of a wish, whole ones: the map's worker has no page to complete them by. */
export function tileUrls({ area, kinds, at }: Wish, layers: readonly SceneKind[]): TileUrls {
  const ground = layers.filter((kind) => kind !== 'footprint').join(',')
  const url = (layer: string, query: Partial<Wish>): string =>
    `${globalThis.location.origin}${apiUrl(`/tiles/${layer}/{z}/{x}/{y}`, query)}`
  return {
    areas: url('areas', { area, kinds, at }),
    objects: url('objects', { area, kinds, at }),
    events: url('events', { area, at }),
    scene: url('scene', { area, kinds: ground || undefined }),
    footprints: url('footprints', { area, at }),
    cameras: url('cameras', { area }),
  }
}

type ViewWish = Wish & { show: ThingSource; box: Box | null; hidden: ReadonlySet<Level> }

/** What lies in view: counts of all levels, rows of those shown. */
export function viewQuery({ show, box, hidden, ...wish }: ViewWish) {
  const shown = levels.filter((level) => !hidden.has(level)).toSorted()
  const query = {
    ...wish,
    show,
    bbox: box === null ? undefined : boxText(box),
    levels: shown.length === 6 ? undefined : shown.join(','),
  }
  return queryOptions({
    queryKey: ['map', 'view', query],
    queryFn: ({ signal }) => get<MapView>('/map/view', query, signal),
    enabled: box !== null && shown.length > 0,
    placeholderData: keepPreviousData,
  })
}

/** The parts of an area with their counts. */
export const mapAreasQuery = (query: Wish & { show: ThingSource }) =>
  queryOptions({
    queryKey: ['map', 'areas', query],
    queryFn: ({ signal }) => get<MapAreas>('/map/areas', query, signal),
    placeholderData: keepPreviousData,
  })

/** How many scene features of each kind are in view. */
export const sceneCountsQuery = ({ area, box }: { area: string | undefined; box: Box | null }) =>
  queryOptions({
    queryKey: ['map', 'scene', area, box && boxText(box)],
    queryFn: ({ signal }) => get<SceneCounts>('/scene/counts', { area, bbox: boxText(box!) }, signal),
    enabled: box !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

/** One scene feature. */
export const featureQuery = (id: string) =>
  queryOptions({
    queryKey: ['map', 'feature', id],
    queryFn: ({ signal }) => get<SceneFeatureCard>(`/scene/features/${id}`, undefined, signal),
    retry: false,
  })

/** How many cameras are in view, by what was said of them. */
export const mapCamerasQuery = ({ area, box }: { area: string | undefined; box: Box | null }) =>
  queryOptions({
    queryKey: ['map', 'cameras', area, box && boxText(box)],
    queryFn: ({ signal }) => get<MapCameras>('/map/cameras', { area, bbox: boxText(box!) }, signal),
    enabled: box !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

/** One camera by its id of a tile (protocol, platform, number); null: its platform lists none of that number to us. */
export const cameraQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['map', 'camera', id],
    queryFn: async ({ signal }): Promise<CameraRow | null> => {
      const [protocol = '', number = '', ...rest] = (id ?? '').split(' ')
      const camera = rest.join(' ')
      if (camera === '') return null
      const { rows } = await get<CameraList>('/camera-list', { q: camera.slice(0, 40), limit: 100 }, signal)
      return rows.find((row) => row.protocol === protocol && row.number === number && row.camera === camera) ?? null
    },
    enabled: id !== undefined,
    retry: false,
  })

/** The way of a vehicle over the slider's window. */
export const trackQuery = (id: string | undefined, span: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['map', 'track', id, span],
    queryFn: ({ signal }) => get<ObjectTrack>(`/objects/${id}/track`, span, signal),
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
  })
