import { Map as LibreMap, setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { type ReactNode, useEffect, useRef } from 'react'
import type { BaseFile } from '../../../contract/basemap-file.ts'
import { ownHeaders } from '../../../ui/api.ts'
import { apiUrl } from '../../../ui/ask.ts'
import { theme } from '../../../ui/theme.ts'
import { baseLayers } from '../map/basemap-style.ts'
import { tokensOf } from '../map/shapes.ts'
import { b } from './basemap-words.ts'

setWorkerUrl(workerUrl)

/** A base map by itself, before anybody's map lies on it. */
export function BasePreview({ file }: { file: BaseFile }): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const { id, head, name } = file
  useEffect(() => {
    if (!place.current || !head) return
    const token = tokensOf(place.current)
    const url = `${globalThis.location.origin}${apiUrl(`/base-maps/${id}/tiles/{z}/{x}/{y}`)}`
    const source = { type: head.kind, tiles: [url], minzoom: head.minZoom, maxzoom: head.maxZoom, bounds: head.bounds }
    const map = new LibreMap({
      container: place.current,
      attributionControl: false,
      fadeDuration: 0,
      localIdeographFontFamily: token('font'),
      bounds: head.bounds,
      maxZoom: 19,
      transformRequest: (asked) => ({ url: asked, headers: ownHeaders() }),
      style: {
        version: 8,
        sources: { base: source },
        layers: [
          { id: 'ground', type: 'background', paint: { 'background-color': token('map-land') } },
          ...baseLayers(head, token, theme.get() === 'dark'),
        ],
      } as never,
    })
    map.once('idle', () => place.current?.setAttribute('aria-busy', 'false'))
    return () => map.remove()
  }, [id, head])
  return <div ref={place} className="base-look" role="img" aria-busy aria-label={b('preview', { name })} />
}
