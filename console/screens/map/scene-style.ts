import type { LayerSpecification, Map as LibreMap } from 'maplibre-gl'
import type { SceneKind } from '../../../contract/scene-kinds.ts'
import { footprintsFrom, sceneFrom } from './layer-set.ts'
import type { Token } from './shapes.ts'

/** What is shown of the ground: kinds of features, buildings as high as they are, and cameras. */
export type Shown = { kinds: readonly SceneKind[]; tilt: boolean; cameras: boolean }
export const sceneSources = ['scene', 'footprints'] as const

const font = ['Noto Sans CJK SC Regular']
const short = [
  'case',
  ['<', ['get', 'n'], 1000],
  ['to-string', ['get', 'n']],
  ['concat', ['to-string', ['/', ['round', ['/', ['get', 'n'], 100]], 10]], 'k'],
]
const from = { source: 'scene', 'source-layer': 'shapes' }
const spots = { source: 'scene', 'source-layer': 'points' }
const houses = { source: 'footprints', 'source-layer': 'footprints', minzoom: footprintsFrom }
const is = (kind: SceneKind) => ['==', ['get', 'kind'], kind]

/** The colour of the level of the object that stands there; of a building nobody rates the colour of no data. */
const levelColour = (token: Token, none: string) => [
  'match',
  ['coalesce', ['get', 'level'], 0],
  ...[1, 2, 3, 4, 5].flatMap((level) => [level, token(`level-${level}`)]),
  none,
]

/** Roads, water and other areas: below the names and everything that has a level. */
export const groundLayers = (token: Token): LayerSpecification[] =>
  [
    {
      ...{ id: 'scene-area', type: 'fill', ...from, filter: ['==', ['geometry-type'], 'Polygon'] },
      paint: {
        'fill-color': ['case', is('water'), token('map-water'), token('map-cell')],
        'fill-outline-color': token('text-2'),
      },
    },
    {
      ...{ id: 'scene-line-edge', type: 'line', ...from, filter: ['==', ['geometry-type'], 'LineString'] },
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': token('map-label'), 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 12, 2, 18, 15] },
    },
    {
      ...{ id: 'scene-line', type: 'line', ...from, filter: ['==', ['geometry-type'], 'LineString'] },
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': ['case', is('water'), token('map-water'), token('surface')],
        'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 12, 0.8, 18, 12],
      },
    },
  ] as unknown as LayerSpecification[]

/** Outlines of buildings, and buildings as high as they are. */
export const houseLayers = (token: Token): LayerSpecification[] =>
  [
    {
      ...{ id: 'footprint-fill', type: 'fill', ...houses },
      paint: { 'fill-color': levelColour(token, token('map-cell')), 'fill-opacity': 0.55 },
    },
    {
      ...{ id: 'footprint-line', type: 'line', ...houses, filter: ['!', ['has', 'schematic']] },
      paint: { 'line-color': token('text-2'), 'line-width': 1 },
    },
    {
      // An invented outline is dashed: nobody takes it for a survey.
      ...{ id: 'footprint-invented', type: 'line', ...houses, filter: ['has', 'schematic'] },
      paint: { 'line-color': token('text-2'), 'line-width': 1, 'line-dasharray': [3, 2] },
    },
    {
      ...{ id: 'footprint-3d', type: 'fill-extrusion', ...houses, filter: ['has', 'height'] },
      paint: {
        'fill-extrusion-color': levelColour(token, token('map-line')),
        'fill-extrusion-height': ['get', 'height'],
        'fill-extrusion-opacity': 0.88,
      },
    },
  ] as unknown as LayerSpecification[]

/** Signs of features, and the names of roads along them. Over the ground, below objects and cases. */
export const signLayers = (token: Token): LayerSpecification[] =>
  [
    {
      ...{ id: 'scene-road-name', type: 'symbol', ...from, minzoom: 14, filter: is('road') },
      layout: { 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'text-size': 12, 'text-font': font },
      paint: { 'text-color': token('map-label'), 'text-halo-color': token('map-halo'), 'text-halo-width': 2 },
    },
    {
      ...{ id: 'scene-cluster', type: 'symbol', ...spots, minzoom: sceneFrom, filter: ['has', 'n'] },
      layout: {
        'icon-image': ['concat', 'scenes|', ['coalesce', ['get', 'kind'], 'mixed'], '|', short],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      ...{ id: 'scene-point', type: 'symbol', ...spots, minzoom: sceneFrom, filter: ['has', 'id'] },
      layout: {
        'icon-image': ['concat', 'scene|', ['get', 'kind']],
        'icon-allow-overlap': true,
        'text-field': ['step', ['zoom'], '', 16, ['get', 'name']],
        'text-size': 12,
        'text-font': font,
        'text-anchor': 'left',
        'text-offset': [1.4, 0],
        'text-optional': true,
      },
      paint: { 'text-color': token('text'), 'text-halo-color': token('map-halo'), 'text-halo-width': 2 },
    },
  ] as unknown as LayerSpecification[]

/** What one presses to see its card, the topmost first. */
export const sceneCards = ['scene-point', 'footprint-3d', 'footprint-fill', 'scene-line-edge', 'scene-area'] as const

/** Shows what is on and nothing else: tiles of what is off are not asked for. */
export function putScene(map: LibreMap, { kinds, tilt }: Shown): void {
  const houses = kinds.includes('footprint')
  const others = kinds.some((kind) => kind !== 'footprint')
  const put = (id: string, on: boolean) => map.setLayoutProperty(id, 'visibility', on ? 'visible' : 'none')
  for (const id of ['scene-area', 'scene-line-edge', 'scene-line', 'scene-road-name', 'scene-cluster', 'scene-point'])
    put(id, others)
  for (const id of ['footprint-line', 'footprint-invented']) put(id, houses || tilt)
  put('footprint-fill', houses || tilt)
  put('footprint-3d', tilt)
}
