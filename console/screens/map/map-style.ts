import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Token } from './shapes.ts'

const empty = { type: 'FeatureCollection' as const, features: [] }
const geojson = { type: 'geojson' as const, data: empty }
const sum = (name: string): [string, unknown] => ['+', ['get', name]]

/** Names of an area: bold and spaced for districts, plain for streets. */
const label = (source: string, zoom: { minzoom?: number; maxzoom?: number }, token: Token, size: number): LayerSpecification => ({
  id: source,
  type: 'symbol',
  source,
  ...zoom,
  layout: {
    'text-field': ['get', 'name'],
    'text-size': size,
    'text-font': ['Noto Sans CJK SC Bold'],
    'text-padding': 2,
    'text-variable-anchor': ['center', 'bottom', 'top', 'left', 'right'],
    'text-radial-offset': 2,
  },
  paint: { 'text-color': token('map-label'), 'text-halo-color': token('map-land'), 'text-halo-width': 2 },
})

const areas = (token: Token): LayerSpecification[] => [
  { id: 'ground', type: 'background', paint: { 'background-color': token('map-ground') } },
  { id: 'districts-fill', type: 'fill', source: 'districts', paint: { 'fill-color': token('map-land') } },
  {
    id: 'towns-line',
    type: 'line',
    source: 'towns',
    minzoom: 8.5,
    paint: { 'line-color': token('map-line'), 'line-width': 0.8, 'line-dasharray': [4, 2] },
  },
  { id: 'districts-line', type: 'line', source: 'districts', paint: { 'line-color': token('map-line'), 'line-width': 1.2 } },
  {
    id: 'own-line',
    type: 'line',
    source: 'own',
    paint: { 'line-color': token('text-2'), 'line-width': ['interpolate', ['linear'], ['zoom'], 7, 1.4, 12, 2.2] },
  },
]

const clusters: LayerSpecification = {
  id: 'objects-cluster',
  type: 'symbol',
  source: 'objects',
  filter: ['has', 'point_count'],
  layout: {
    'icon-image': [
      'concat',
      'ring|',
      ...[1, 2, 3, 4, 5].flatMap((n) => [['to-string', ['get', `n${n}`]], n < 5 ? ',' : '|']),
      ['to-string', ['get', 'worst']],
      '|',
      ['get', 'point_count_abbreviated'],
    ] as never,
    'icon-allow-overlap': true,
  },
}

const objects = (token: Token): LayerSpecification[] => [
  {
    id: 'objects-alarm',
    type: 'circle',
    source: 'objects',
    filter: ['all', ['!', ['has', 'point_count']], ['get', 'alarm']],
    paint: { 'circle-radius': 16, 'circle-color': 'transparent', 'circle-stroke-color': token('text'), 'circle-stroke-width': 2 },
  },
  {
    id: 'objects-point',
    type: 'symbol',
    source: 'objects',
    filter: ['!', ['has', 'point_count']],
    layout: { 'icon-image': ['get', 'image'], 'icon-allow-overlap': true, 'symbol-sort-key': ['-', 9, ['get', 'level']] },
  },
  {
    id: 'objects-name',
    type: 'symbol',
    source: 'objects',
    filter: ['all', ['!', ['has', 'point_count']], ['any', ['get', 'alarm'], ['>=', ['zoom'], 14]]],
    layout: {
      'text-field': ['get', 'name'],
      'text-size': 12,
      'text-font': ['Noto Sans CJK SC Regular'],
      'text-anchor': 'left',
      'text-offset': [1.4, 0],
      'text-optional': true,
    },
    paint: { 'text-color': token('text'), 'text-halo-color': token('map-halo'), 'text-halo-width': 2 },
  },
]

const events = (token: Token): LayerSpecification[] => [
  {
    id: 'events-point',
    type: 'symbol',
    source: 'events',
    layout: {
      'icon-image': ['get', 'image'],
      'icon-allow-overlap': true,
      'symbol-sort-key': ['get', 'weight'],
      'text-field': ['step', ['zoom'], '', 12, ['get', 'name']],
      'text-size': 12,
      'text-font': ['Noto Sans CJK SC Regular'],
      'text-anchor': 'left',
      'text-offset': [1.5, 0],
      'text-optional': true,
    },
    paint: { 'text-color': token('text'), 'text-halo-color': token('map-halo'), 'text-halo-width': 2 },
  },
  {
    id: 'picked',
    type: 'circle',
    source: 'picked',
    paint: {
      'circle-radius': 20,
      'circle-color': 'transparent',
      'circle-stroke-color': token('text'),
      'circle-stroke-width': 2.5,
    },
  },
]

/**
 * The whole style, made of outlines and points of our own: no map server, no glyphs (text is drawn from the machine's fonts), colours from the
 * theme. A cluster's ring shows the mix; the worst level and the count stand inside.
 */
export function mapStyle(token: Token): StyleSpecification {
  const counters = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`n${n}`, sum(`n${n}`)]))
  return {
    version: 8,
    sources: {
      districts: geojson,
      towns: geojson,
      own: geojson,
      'district-names': geojson,
      'town-names': geojson,
      objects: {
        ...geojson,
        cluster: true,
        clusterRadius: 44,
        clusterMaxZoom: 13,
        clusterProperties: { ...counters, worst: ['min', ['get', 'level']] },
      },
      events: geojson,
      picked: geojson,
    },
    layers: [
      ...areas(token),
      // Names lie below: the shapes take their places first, a name goes beside them or stays away.
      label('town-names', { minzoom: 9.8 }, token, 12),
      label('district-names', { maxzoom: 10.8 }, token, 13),
      clusters,
      ...objects(token),
      ...events(token),
    ],
  } as StyleSpecification
}
