import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { t as part } from '../../../ui/t.ts'
import { cameraLayers } from './camera-style.ts'
import { ringOrder } from './ring.ts'
import { groundLayers, houseLayers, sceneSources, signLayers } from './scene-style.ts'
import type { Token } from './shapes.ts'
import { wayLayers } from './way-style.ts'

const empty = { type: 'FeatureCollection' as const, features: [] }
const geojson = { type: 'geojson' as const, data: empty }

/** Layers of tiles that hold things: what one clicks on. */
export const thingSources = ['objects', 'events'] as const
export type ThingSource = (typeof thingSources)[number]

const fonts = { bold: ['Noto Sans CJK SC Bold'], plain: ['Noto Sans CJK SC Regular'] }
/** Codes of districts have six digits, of towns nine, of communities twelve, of grids fifteen. */
const codeLength = ['length', ['get', 'code']]

/** Ground, areas tinted by their worst level, borders: thin for the tier shown, stronger for the one above, strongest for one's own. */
const areas = (token: Token): LayerSpecification[] =>
  [
    { id: 'ground', type: 'background', paint: { 'background-color': token('map-ground') } },
    {
      ...{ id: 'areas-fill', type: 'fill', source: 'areas', 'source-layer': 'areas' },
      paint: { 'fill-color': token('map-land') },
    },
    {
      ...{ id: 'areas-worst', type: 'fill', source: 'areas', 'source-layer': 'areas' },
      // Only what wants a look: yellow and graver. The shapes on top say which; the tint alone never does.
      filter: ['all', ['has', 'worst'], ['>', ['get', 'worst'], 0], ['<', ['get', 'worst'], 4]],
      paint: {
        'fill-color': ['match', ['get', 'worst'], 1, token('level-1'), 2, token('level-2'), token('level-3')],
        'fill-opacity': ['match', ['get', 'worst'], 3, 0.16, 0.22],
      },
    },
    {
      ...{ id: 'areas-line', type: 'line', source: 'areas', 'source-layer': 'areas' },
      paint: {
        'line-color': token('map-line'),
        'line-width': ['case', ['==', codeLength, 6], 1.2, 0.7],
        'line-opacity': ['case', ['==', codeLength, 15], 0.7, 1],
      },
    },
    {
      ...{ id: 'areas-above', type: 'line', source: 'areas', 'source-layer': 'above' },
      paint: { 'line-color': token('map-line'), 'line-width': 1.6 },
    },
    {
      ...{ id: 'own-line', type: 'line', source: 'own' },
      paint: { 'line-color': token('text-2'), 'line-width': ['interpolate', ['linear'], ['zoom'], 7, 1.4, 12, 2.2] },
    },
  ] as LayerSpecification[]

/** Where a name may stand, the nearest first: in the middle of its area, else above or below a circle that lies there, or beside it, then further off. In ems. */
const besides = (...far: readonly number[]) =>
  far.flatMap((em) => {
    const aside = em * 0.7
    const straight = ['bottom', [0, -em], 'top', [0, em], 'left', [em, 0], 'right', [-em, 0]]
    const corners = [
      'bottom-left',
      [aside, -aside],
      'bottom-right',
      [-aside, -aside],
      'top-left',
      [aside, aside],
      'top-right',
      [-aside, aside],
    ]
    return [...straight, ...corners]
  })

/** Districts, towns and communities; a name that finds no room in the middle goes beside it. */
const names = (token: Token): LayerSpecification =>
  ({
    ...{ id: 'names', type: 'symbol', source: 'areas', 'source-layer': 'names' },
    // From zoom 9 on the towns are named: their communities and grids are too many.
    filter: [
      'step',
      ['zoom'],
      ['!', ['has', 'above']],
      9,
      ['has', 'above'],
      11,
      ['all', ['has', 'above'], ['<', codeLength, 15]],
    ],
    layout: {
      'text-field': ['get', 'name'],
      'text-size': ['step', ['zoom'], ['case', ['==', codeLength, 6], 13, 12], gridNamesFrom, 14],
      'text-font': [
        'step',
        ['zoom'],
        ['case', ['==', codeLength, 6], ['literal', fonts.bold], ['literal', fonts.plain]],
        gridNamesFrom,
        ['literal', fonts.bold],
      ],
      'text-padding': 2,
      'text-variable-anchor-offset': ['center', [0, 0], ...besides(1.2, 1.9, 2.6)],
    },
    paint: { 'text-color': token('map-label'), 'text-halo-color': token('map-land'), 'text-halo-width': 2 },
  }) as unknown as LayerSpecification

/** The server names grids from here on (`server/centre/tiles/areas.ts`). */
export const gridNamesFrom = 14

/** A grid's name is only a number: it stands in the middle of its grid or nowhere, with room around it. */
const gridNames = (token: Token): LayerSpecification =>
  ({
    ...{ id: 'grid-names', type: 'symbol', source: 'areas', 'source-layer': 'names', minzoom: gridNamesFrom },
    filter: ['==', codeLength, 15],
    layout: {
      'text-field': ['get', 'name'],
      'text-size': 12,
      'text-font': fonts.plain,
      'text-padding': ['interpolate', ['linear'], ['zoom'], gridNamesFrom, 18, 16, 6],
    },
    paint: { 'text-color': token('map-label'), 'text-halo-color': token('map-land'), 'text-halo-width': 2 },
  }) as unknown as LayerSpecification

const levels = [0, 1, 2, 3, 4, 5] as const
const count = (level: number) => ['coalesce', ['get', `n${level}`], 0]

/** What depends on the legend: which clusters and singles are drawn, and what a cluster says of those that are. */
export function shownOf(hidden: ReadonlySet<number>): {
  clusters: FilterSpecification
  image: unknown
  singles: FilterSpecification
} {
  const shown = levels.filter((level) => !hidden.has(level))
  const sum = ['+', 0, ...shown.map(count)]
  const parts = ringOrder.flatMap((level) => [hidden.has(level) ? '0' : ['to-string', count(level)], level > 0 ? ',' : '|'])
  const worst = ['case', ...shown.filter((level) => level > 0).flatMap((level) => [['>', count(level), 0], String(level)]), '0']
  const short = ['concat', ['to-string', ['/', ['round', ['/', sum, 100]], 10]], 'k']
  return {
    clusters: ['all', ['has', 'n'], ['>', sum, 0]] as unknown as FilterSpecification,
    image: [
      'concat',
      'ring|',
      ...parts,
      worst.length > 2 ? worst : '0',
      '|',
      ['case', ['<', sum, 1000], ['to-string', sum], short],
    ],
    singles: ['all', ['has', 'id'], ['in', ['get', 'level'], ['literal', shown]]] as FilterSpecification,
  }
}

/** A last known place, told longer ago than a gap in its way, is paler than what is known now. */
const pointPaint = (token: Token) => ({
  ...{ 'text-color': token('text'), 'text-halo-color': token('map-halo'), 'text-halo-width': 2 },
  'icon-opacity': ['case', ['has', 'stale'], 0.5, 1],
})

const things = (source: ThingSource, token: Token): LayerSpecification[] => {
  const { clusters, image, singles } = shownOf(new Set())
  const from = { source, 'source-layer': source }
  const icon =
    source === 'objects'
      ? ['concat', 'risk|', ['to-string', ['get', 'level']]]
      : ['concat', 'grade|', ['to-string', ['get', 'level']]]
  return [
    {
      ...{ id: `${source}-cluster`, type: 'symbol', ...from, filter: clusters },
      // It is always drawn and takes its place: a name goes beside it.
      layout: { 'icon-image': image, 'icon-allow-overlap': true, 'icon-padding': 1 },
    },
    {
      ...{ id: `${source}-alarm`, type: 'circle', ...from, filter: ['all', singles, ['has', 'alarm']] },
      paint: {
        'circle-radius': 16,
        'circle-color': 'transparent',
        'circle-stroke-color': token('text'),
        'circle-stroke-width': 2,
      },
    },
    ...(source === 'events' ? [drillMark(token)] : []),
    {
      ...{ id: `${source}-point`, type: 'symbol', ...from, filter: singles },
      layout: {
        'icon-image': icon,
        'icon-allow-overlap': true,
        'symbol-sort-key': ['-', 9, ['get', 'level']],
        'text-field': ['step', ['zoom'], ['case', ['has', 'alarm'], ['get', 'name'], ''], 14, ['get', 'name']],
        'text-size': 12,
        'text-font': fonts.plain,
        'text-anchor': 'left',
        'text-offset': [1.4, 0],
        'text-optional': true,
      },
      paint: pointPaint(token),
    },
    ...(source === 'objects' ? [caseMark(singles)] : []),
  ] as unknown as LayerSpecification[]
}

/** The layers of one sort of things: what is shown of the other sort goes with all of them. */
export const thingLayers: Readonly<Record<ThingSource, readonly string[]>> = {
  objects: ['objects-cluster', 'objects-alarm', 'objects-point', 'objects-case'],
  events: ['events-cluster', 'events-alarm', 'events-drill', 'events-point'],
}

/** The grades a case is called by on tiles, with the level each is drawn with. */
const gradeLevel = [...['match', ['get', 'grade'], 'extraordinary', '1', 'major', '2', 'serious', '3', 'ordinary', '4'], '0']
/** Beside the shape of an object the gravest open case it has: the shape of the case's grade, small, at the upper right. */
const caseMark = (singles: FilterSpecification) => ({
  ...{ id: 'objects-case', type: 'symbol', source: 'objects', 'source-layer': 'objects' },
  filter: ['all', singles, ['has', 'grade']],
  layout: {
    'icon-image': ['concat', 'case|', gradeLevel],
    'icon-offset': [14, -13],
    'icon-allow-overlap': true,
    'icon-ignore-placement': true,
  },
})

/** 演练 under the shape of a drill, at every zoom and whatever lies beside it. */
const drillMark = (token: Token) => ({
  ...{ id: 'events-drill', type: 'symbol', source: 'events', 'source-layer': 'events', filter: ['has', 'drill'] },
  layout: {
    'text-field': part('drill'),
    'text-size': 13,
    'text-font': fonts.bold,
    'text-anchor': 'top',
    'text-offset': [0, 0.9],
    'text-allow-overlap': true,
    'text-ignore-placement': true,
  },
  paint: { 'text-color': token('text'), 'text-halo-color': token('map-halo'), 'text-halo-width': 3 },
})
const byLoad = <T>(loaded: T, empty: T, unknown: T) => ['match', ['get', 'load'], 'loaded', loaded, 'empty', empty, unknown]

/** The way of a vehicle: thick and whole while loaded, thin while empty, dotted where it did not tell; its head, hollow in a gap. */
const track = (token: Token): LayerSpecification[] =>
  [
    {
      ...{ id: 'track-edge', type: 'line', source: 'track', filter: ['==', ['geometry-type'], 'LineString'] },
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': token('map-halo'), 'line-width': byLoad(8, 6, 6) },
    },
    {
      ...{
        id: 'track-line',
        type: 'line',
        source: 'track',
        filter: ['all', ['==', ['geometry-type'], 'LineString'], ['!=', ['get', 'load'], 'unknown']],
      },
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': token('text'), 'line-width': byLoad(5, 2, 2) },
    },
    {
      ...{
        id: 'track-unknown',
        type: 'line',
        source: 'track',
        filter: ['all', ['==', ['geometry-type'], 'LineString'], ['==', ['get', 'load'], 'unknown']],
      },
      paint: { 'line-color': token('text'), 'line-width': 2.5, 'line-dasharray': [1, 1.5] },
    },
    {
      ...{ id: 'track-head', type: 'circle', source: 'track', filter: ['==', ['geometry-type'], 'Point'] },
      paint: {
        'circle-radius': 8,
        'circle-color': ['match', ['get', 'state'], 'gap', token('map-halo'), token('text')],
        'circle-stroke-color': ['match', ['get', 'state'], 'gap', token('text'), token('map-halo')],
        'circle-stroke-width': 3,
      },
    },
  ] as unknown as LayerSpecification[]

/** What is fanned out from one place, and the ring around the one chosen. */
const over = (token: Token): LayerSpecification[] => [
  {
    ...{ id: 'fan-line', type: 'line', source: 'fan', filter: ['==', ['geometry-type'], 'LineString'] },
    paint: { 'line-color': token('text-2'), 'line-width': 1 },
  } as LayerSpecification,
  {
    ...{ id: 'fan-point', type: 'symbol', source: 'fan', filter: ['==', ['geometry-type'], 'Point'] },
    layout: { 'icon-image': ['get', 'image'], 'icon-allow-overlap': true },
  } as LayerSpecification,
  {
    ...{ id: 'picked', type: 'circle', source: 'picked' },
    paint: {
      'circle-radius': 20,
      'circle-color': 'transparent',
      'circle-stroke-color': token('text'),
      'circle-stroke-width': 2.5,
    },
  } as LayerSpecification,
]

const vector = (url: string, maxzoom: number) => ({ type: 'vector' as const, tiles: [url], minzoom: 4, maxzoom })

export type TileSource = 'areas' | ThingSource | (typeof sceneSources)[number] | 'cameras'
export const tileSources: readonly TileSource[] = ['areas', ...thingSources, ...sceneSources, 'cameras']

/**
 * The whole style, made of tiles and points of our own: no map server, no glyphs (text is drawn from the machine's fonts), colours from
 * the theme. A cluster's ring shows the mix; the worst level and the count stand inside.
 */
export function mapStyle(token: Token, tiles: Readonly<Record<TileSource, string>>): StyleSpecification {
  return {
    version: 8,
    sources: {
      areas: vector(tiles.areas, 14),
      objects: vector(tiles.objects, 18),
      events: vector(tiles.events, 18),
      scene: vector(tiles.scene, 18),
      footprints: vector(tiles.footprints, 16),
      cameras: vector(tiles.cameras, 18),
      own: geojson,
      track: geojson,
      ways: geojson,
      fan: geojson,
      picked: geojson,
    },
    // Names lie below: the shapes take their places first, a name goes beside them or stays away.
    layers: [
      ...areas(token),
      ...groundLayers(token),
      ...houseLayers(token),
      gridNames(token),
      names(token),
      ...signLayers(token),
      ...wayLayers(token),
      ...cameraLayers(token),
      ...thingSources.flatMap((source) => things(source, token)),
      ...track(token),
      ...over(token),
    ],
  } as StyleSpecification
}
