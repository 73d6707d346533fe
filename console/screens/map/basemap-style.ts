import type { LayerSpecification, Map as LibreMap } from 'maplibre-gl'
import type { BaseMap } from '../../../contract/basemap.ts'
import type { Token } from './shapes.ts'

export type BaseThere = Extract<BaseMap, { state: 'there' }>
type Part = 'water' | 'green' | 'house' | 'road' | 'place' | 'outline'

/** What a layer of somebody else's tiles is, by its name: the schemas in use call them so (Protomaps, OpenMapTiles, Shortbread). */
const names: readonly [Part, RegExp][] = [
  ['water', /water|ocean|river|lake/],
  ['road', /road|street|transport|rail|bridge|path/],
  ['house', /build/],
  ['green', /landuse|landcover|^land$|park|wood|green|natural/],
  ['place', /place|locality/],
  // what our own tiling of GeoJSON calls shapes nobody says anything of
  ['outline', /^outline$/],
]

/** The part a layer plays; null: it is not drawn (borders are our own, and what nobody knows is left out). */
export const partOf = (layer: string): Part | null => names.find(([, name]) => name.test(layer.toLowerCase()))?.[0] ?? null

const order: readonly Part[] = ['green', 'water', 'house', 'outline', 'road', 'place']
const called = ['coalesce', ['get', 'name:zh'], ['get', 'name_zh'], ['get', 'name'], '']

/** Layers of a base map in the colours of the theme, the ground first. */
export function baseLayers(base: Pick<BaseThere, 'kind' | 'layers'>, token: Token, dark: boolean): LayerSpecification[] {
  if (base.kind === 'raster') {
    // Pictures come as they are: at night they are dimmed, not turned.
    const paint = dark ? { 'raster-brightness-max': 0.55, 'raster-saturation': -0.4 } : { 'raster-saturation': -0.25 }
    return [{ id: 'base-picture', type: 'raster', source: 'base', paint: { ...paint, 'raster-opacity': 0.9 } }]
  }
  return order.flatMap((part) =>
    base.layers.filter((layer) => partOf(layer) === part).flatMap((layer) => drawn(part, layer, token)),
  ) as LayerSpecification[]
}

function drawn(part: Part, layer: string, token: Token): object[] {
  const from = { source: 'base', 'source-layer': layer }
  const area = { type: 'fill', ...from, filter: ['==', ['geometry-type'], 'Polygon'] }
  const line = { type: 'line', ...from, filter: ['==', ['geometry-type'], 'LineString'] }
  const width = (least: number, most: number) => ['interpolate', ['exponential', 1.5], ['zoom'], 8, least, 18, most]
  if (part === 'green') return [{ ...area, id: `base-${layer}`, paint: { 'fill-color': token('map-cell'), 'fill-opacity': 0.6 } }]
  if (part === 'house')
    return [{ ...area, id: `base-${layer}`, minzoom: 14, paint: { 'fill-color': token('map-line'), 'fill-opacity': 0.4 } }]
  if (part === 'water')
    return [
      { ...area, id: `base-${layer}`, paint: { 'fill-color': token('map-water') } },
      { ...line, id: `base-${layer}-line`, paint: { 'line-color': token('map-water'), 'line-width': width(0.8, 10) } },
    ]
  if (part === 'outline')
    return [
      {
        ...from,
        type: 'line',
        id: `base-${layer}`,
        paint: { 'line-color': token('map-line'), 'line-width': width(0.4, 2), 'line-opacity': 0.8 },
      },
    ]
  if (part === 'road')
    return [{ ...line, id: `base-${layer}`, paint: { 'line-color': token('map-line'), 'line-width': width(0.4, 9) } }]
  return [
    {
      ...{ type: 'symbol', ...from, id: `base-${layer}`, filter: ['==', ['geometry-type'], 'Point'] },
      layout: { 'text-field': called, 'text-size': 11, 'text-font': ['Noto Sans CJK SC Regular'] },
      paint: { 'text-color': token('map-label'), 'text-halo-color': token('map-land'), 'text-halo-width': 1.5 },
    },
  ]
}

/** The first layer of ours that lies above the base map: land is below it, tints and borders above. */
const above = 'areas-worst'

/** Puts a base map into the map, or takes it out. */
export function putBase(
  map: LibreMap,
  base: { there: BaseThere; url: string } | null,
  { token, dark }: { token: Token; dark: boolean },
): void {
  for (const { id } of map.getStyle().layers) if (id.startsWith('base-')) map.removeLayer(id)
  if (map.getSource('base')) map.removeSource('base')
  if (!base) return
  const { kind, minZoom: minzoom, maxZoom: maxzoom, bounds } = base.there
  map.addSource('base', {
    ...{ type: kind, tiles: [base.url], minzoom, maxzoom, bounds },
    ...(kind === 'raster' ? { tileSize: 256 } : {}),
  } as Parameters<LibreMap['addSource']>[1])
  for (const layer of baseLayers(base.there, token, dark)) map.addLayer(layer, above)
}
