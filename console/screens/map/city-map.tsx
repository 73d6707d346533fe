import { GeoJSONSource, Map as LibreMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { type ReactNode, useEffect, useRef } from 'react'
import { lang } from '../../../ui/t.ts'
import { t } from '../../messages.ts'
import type { Box, Features } from './geo.ts'
import { mapStyle } from './map-style.ts'
import { drawImage, tokensOf } from './shapes.ts'

setWorkerUrl(workerUrl)

/** Everything drawn, by source. */
export type Layers = {
  districts: Features
  towns: Features
  own: Features
  'district-names': Features
  'town-names': Features
  objects: Features
  events: Features
  picked: Features
}

/** Where to look: a new object flies there. */
export type Look = { box: Box } | { lon: number; lat: number } | null

type Props = {
  layers: Layers
  look: Look
  onView: (view: { box: Box; zoom: number }) => void
  onPick: (id: string) => void
}

const pickable = ['events-point', 'objects-point'] as const

const isCalm = (): boolean => globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches

function start(place: HTMLElement): LibreMap {
  const token = tokensOf(place)
  const map = new LibreMap({
    container: place,
    style: mapStyle(token),
    center: [107.6, 30.1],
    zoom: 6.6,
    minZoom: 5,
    maxZoom: 18,
    attributionControl: false,
    fadeDuration: isCalm() ? 0 : 300,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    localIdeographFontFamily: token('font'),
    locale: {
      'NavigationControl.ZoomIn': t('map.in'),
      'NavigationControl.ZoomOut': t('map.out'),
      'Map.Title': t('place.map.title'),
    },
  })
  map.touchZoomRotate.disableRotation()
  const ratio = Math.max(1, globalThis.devicePixelRatio)
  map.setMissingStyleImageResolver((name) => {
    const image = drawImage(name, token, ratio)
    if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: ratio })
  })
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl({ maxWidth: 84, unit: 'metric' }), 'bottom-right')
  return map
}

function listen(map: LibreMap, handlers: React.RefObject<Pick<Props, 'onView' | 'onPick'>>): void {
  const tell = () => {
    const b = map.getBounds()
    handlers.current.onView({ box: [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()], zoom: map.getZoom() })
  }
  map.on('moveend', tell)
  map.once('load', tell)
  for (const layer of pickable) {
    map.on('click', layer, (e) => {
      const id: unknown = e.features?.[0]?.properties.id
      if (typeof id === 'string') handlers.current.onPick(id)
    })
    map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'))
    map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''))
  }
  map.on('click', 'objects-cluster', (e) => void map.easeTo({ center: e.lngLat, zoom: map.getZoom() + 2 }))
}

/** The map itself: outlines, clusters, shapes. Knows nothing of queries; a list beside it is its accessible twin. */
export function CityMap({ layers, look, onView, onPick }: Props): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const map = useRef<LibreMap | null>(null)
  const handlers = useRef({ onView, onPick })
  const wanted = useRef(layers)
  const ready = useRef(false)
  useEffect(() => {
    handlers.current = { onView, onPick }
    wanted.current = layers
  })
  useEffect(() => {
    if (!place.current) return
    const made = start(place.current)
    map.current = made
    listen(made, handlers)
    made.once('load', () => {
      ready.current = true
      put(made, wanted.current)
    })
    return () => {
      map.current = null
      ready.current = false
      made.remove()
    }
  }, [])
  useEffect(() => {
    // Not `isStyleLoaded()`: it is false while a source is being cut, and what came meanwhile would never be drawn.
    if (map.current && ready.current) put(map.current, layers)
  }, [layers])
  useEffect(() => {
    const calm = isCalm()
    if (!look || !map.current) return
    if ('box' in look)
      map.current.fitBounds([look.box[0], look.box[1], look.box[2], look.box[3]], { padding: 32, animate: !calm, maxZoom: 13 })
    else map.current.easeTo({ center: [look.lon, look.lat], zoom: Math.max(map.current.getZoom(), 13), animate: !calm })
  }, [look])
  return <div ref={place} className="libre" lang={lang()} />
}

const held = new WeakMap<LibreMap, Partial<Layers>>()

/** Hands over only what is new: setting data makes the worker cut it anew. */
function put(map: LibreMap, layers: Layers): void {
  const before = held.get(map) ?? {}
  for (const [name, data] of Object.entries(layers) as [keyof Layers, Features][]) {
    const source = map.getSource(name)
    if (before[name] !== data && source instanceof GeoJSONSource) void source.setData(data)
  }
  held.set(map, layers)
}
