import {
  GeoJSONSource,
  Map as LibreMap,
  type MapMouseEvent,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  VectorTileSource,
} from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { ownHeaders } from '../../../ui/api.ts'
import { lang } from '../../../ui/t.ts'
import { theme } from '../../../ui/theme.ts'
import { t } from '../../messages.ts'
import { type BaseThere, putBase } from './basemap-style.ts'
import { cameraLayerIds, putCameras } from './camera-style.ts'
import type { Box, Features } from './geo.ts'
import { mapStyle, shownOf, type ThingSource, type TileSource, thingLayers, thingSources, tileSources } from './map-style.ts'
import { isSlow, leaning, watchFrames } from './map-tilt.ts'
import { drawCameraImage, drawSceneImage } from './scene-images.ts'
import { putScene, type Shown, sceneCards } from './scene-style.ts'
import { drawImage, tokensOf } from './shapes.ts'

setWorkerUrl(workerUrl)

/** Where to look: a box, or a place at a zoom (left out: near enough to see houses). `at` makes the same wish a new one. */
export type Look = { box: Box } | { lon: number; lat: number; zoom?: number } | null
export type View = { box: Box; zoom: number; lon: number; lat: number }
/** Addresses of the tiles, `{z}/{x}/{y}` in them. */
export type TileUrls = Readonly<Record<TileSource, string>>
/** What is drawn besides the tiles. */
export type Layers = { own: Features; fan: Features; picked: Features; track: Features; ways: Features }

type Handlers = {
  onView: (view: View) => void
  onPick: (id: string) => void
  /** a feature of the ground */
  onFeature: (id: string) => void
  /** a camera: its protocol, platform and number */
  onCamera: (id: string) => void
  /** heights are drawn too slowly here */
  onSlow: () => void
  /** a cluster that coming nearer does not part */
  onCrowd: (at: { lon: number; lat: number; zoom: number } | null) => void
}
type Props = Handlers & {
  tiles: TileUrls
  show: ThingSource
  hidden: ReadonlySet<number>
  layers: Layers
  shown: Shown
  /** what lies below everything; null: nothing */
  base: { there: BaseThere; url: string } | null
  look: Look
  /** another number: the tiles are asked for anew, the old ones stay until then */
  fresh: number
}

/** What lies over the map below and above is kept free of what one wants to see. */
const free = { top: 48, left: 32, right: 64, bottom: 112 }
/** From here on things at one place are fanned out instead of coming nearer. */
const nearEnough = 16

const isCalm = (): boolean => globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches

function start(place: HTMLElement, tiles: TileUrls, look: Look): LibreMap {
  const token = tokensOf(place)
  const map = new LibreMap({
    container: place,
    style: mapStyle(token, tiles),
    ...startingAt(look),
    minZoom: 5,
    maxZoom: 19,
    attributionControl: false,
    fadeDuration: 0,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    localIdeographFontFamily: token('font'),
    transformRequest: (url) =>
      /\/api\/v1\/(tiles|map\/base)\//.test(url)
        ? { url, headers: { ...ownHeaders(), accept: 'application/vnd.mapbox-vector-tile' } }
        : { url },
    locale: {
      'NavigationControl.ZoomIn': t('map.in'),
      'NavigationControl.ZoomOut': t('map.out'),
      'Map.Title': t('place.map.title'),
    },
  })
  map.touchZoomRotate.disableRotation()
  const ratio = Math.max(1, globalThis.devicePixelRatio)
  map.setMissingStyleImageResolver((name) => {
    const image = drawImage(name, token, ratio) ?? drawSceneImage(name, token, ratio) ?? drawCameraImage(name, token, ratio)
    if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: ratio })
  })
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl({ maxWidth: 84, unit: 'metric' }), 'bottom-right')
  return map
}

function startingAt(
  look: Look,
): { center: [number, number]; zoom: number } | { bounds: [number, number, number, number]; fitBoundsOptions: object } {
  if (look && 'box' in look) return { bounds: [...look.box], fitBoundsOptions: { padding: free, maxZoom: 14 } }
  if (look) return { center: [look.lon, look.lat], zoom: look.zoom ?? 13 }
  return { center: [107.6, 30.1], zoom: 6.6 }
}

function listen(map: LibreMap, handlers: RefObject<Handlers>): void {
  const tell = () => {
    const [b, { lng, lat }] = [map.getBounds(), map.getCenter()]
    handlers.current.onView({ box: [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()], zoom: map.getZoom(), lon: lng, lat })
  }
  map.on('moveend', tell)
  map.on('zoomstart', () => handlers.current.onCrowd(null))
  map.once('load', tell)
  const pickable = [...thingSources.map((source) => `${source}-point`), 'fan-point']
  const crowds = thingSources.map((source) => `${source}-cluster`)
  map.on('click', (e) => {
    const [first] = map.queryRenderedFeatures(e.point, { layers: [...pickable, ...crowds] })
    if (!first) {
      pressGround(map, e, handlers.current)
      return handlers.current.onCrowd(null)
    }
    const id: unknown = first.properties.id
    if (typeof id === 'string') handlers.current.onPick(id)
    else if (map.getZoom() < nearEnough) nearer(map, e)
    else handlers.current.onCrowd({ lon: e.lngLat.lng, lat: e.lngLat.lat, zoom: map.getZoom() })
  })
  for (const layer of [...pickable, ...crowds, ...cameraLayerIds, ...sceneCards]) {
    map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'))
    map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''))
  }
}

const nearer = (map: LibreMap, { lngLat }: MapMouseEvent): LibreMap =>
  map.easeTo({ center: lngLat, zoom: Math.min(nearEnough, map.getZoom() + 2), animate: !isCalm() })

/** What lies below objects and cases: a camera, several of them, or a feature of the ground. */
function pressGround(map: LibreMap, e: MapMouseEvent, { onCamera, onFeature }: Handlers): void {
  const [camera] = map.queryRenderedFeatures(e.point, { layers: [...cameraLayerIds] })
  const [feature] = camera ? [] : map.queryRenderedFeatures(e.point, { layers: [...sceneCards] })
  const [one, named]: unknown[] = [camera?.properties.id, feature?.properties.id]
  if (typeof one === 'string') onCamera(one)
  else if (camera) nearer(map, e)
  else if (typeof named === 'string') onFeature(named)
}

/** Runs now, or when the style is there. */
function whenReady(map: LibreMap, ready: RefObject<boolean>, act: () => void): void {
  if (ready.current) act()
  else map.once('load', act)
}

/** The map itself: tiles of areas and things, shapes by level. Knows nothing of queries; a list beside it is its accessible twin. */
export function CityMap({ tiles, show, hidden, layers, shown, base, look, fresh, ...handlers }: Props): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const map = useRef<LibreMap | null>(null)
  const told = useRef<Handlers>(handlers)
  const ready = useRef(false)
  const first = useRef({ tiles, look })
  useEffect(() => {
    told.current = handlers
  })
  useEffect(() => {
    if (!place.current) return
    const made = start(place.current, first.current.tiles, first.current.look)
    map.current = made
    listen(made, told)
    made.once('load', () => (ready.current = true))
    // What the bench and a browser's own tools read: from the opening of the page until all tiles are drawn.
    made.once('idle', () => performance.mark('map.drawn'))
    for (const [said, busy] of [
      ['dataloading', 'true'],
      ['idle', 'false'],
    ] as const)
      made.on(said, () => made.getContainer().setAttribute('aria-busy', busy))
    return () => {
      map.current = null
      ready.current = false
      made.remove()
    }
  }, [])
  useEffect(() => {
    const at = map.current
    if (at) whenReady(at, ready, () => putTiles(at, tiles))
  }, [tiles])
  useEffect(() => {
    const at = map.current
    if (at) whenReady(at, ready, () => putShown(at, show, hidden))
  }, [show, hidden])
  useEffect(() => {
    const at = map.current
    if (at) whenReady(at, ready, () => putLayers(at, layers))
  }, [layers])
  useEffect(() => {
    const at = map.current
    if (at)
      whenReady(at, ready, () => {
        putScene(at, shown)
        putCameras(at, shown.cameras)
      })
  }, [shown])
  useEffect(() => {
    const [at, element] = [map.current, place.current]
    if (at && element) whenReady(at, ready, () => putBase(at, base, { token: tokensOf(element), dark: theme.get() === 'dark' }))
  }, [base])
  useEffect(() => {
    const at = map.current
    if (!at) return
    at.easeTo({ pitch: shown.tilt ? leaning : 0, animate: !isCalm() })
    return shown.tilt ? watchFrames(at, (gaps) => isSlow(gaps) && told.current.onSlow()) : undefined
  }, [shown.tilt])
  useEffect(() => {
    const at = map.current
    if (at && fresh > 0 && ready.current) for (const source of ['areas', show]) at.refreshTiles(source)
  }, [fresh, show])
  useEffect(() => {
    if (look && look !== first.current.look && map.current) goTo(map.current, look)
  }, [look])
  return <div ref={place} className="libre" lang={lang()} />
}

function goTo(map: LibreMap, look: NonNullable<Look>): void {
  const animate = !isCalm()
  if ('box' in look) map.fitBounds([...look.box], { padding: free, animate, maxZoom: 14 })
  else map.easeTo({ center: [look.lon, look.lat], zoom: look.zoom ?? Math.max(map.getZoom(), 14), animate })
}

const held = new WeakMap<LibreMap, TileUrls>()
function putTiles(map: LibreMap, tiles: TileUrls): void {
  const before = held.get(map)
  held.set(map, tiles)
  // The style began with the first addresses.
  if (!before) return
  for (const name of tileSources) {
    const source = map.getSource(name)
    if (before[name] !== tiles[name] && source instanceof VectorTileSource) source.setTiles([tiles[name]])
  }
}

function putShown(map: LibreMap, show: ThingSource, hidden: ReadonlySet<number>): void {
  const { clusters, image, singles } = shownOf(hidden)
  for (const source of thingSources) {
    map.setFilter(`${source}-cluster`, clusters)
    map.setLayoutProperty(`${source}-cluster`, 'icon-image', image as never)
    map.setFilter(`${source}-point`, singles)
    map.setFilter(`${source}-alarm`, ['all', singles, ['has', 'alarm']] as never)
    for (const layer of thingLayers[source]) map.setLayoutProperty(layer, 'visibility', source === show ? 'visible' : 'none')
  }
  map.setFilter('objects-case', ['all', singles, ['has', 'grade']] as never)
}

function putLayers(map: LibreMap, layers: Layers): void {
  for (const [name, data] of Object.entries(layers)) {
    const source = map.getSource(name)
    if (source instanceof GeoJSONSource) void source.setData(data)
  }
}
