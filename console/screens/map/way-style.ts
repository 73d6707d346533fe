import type { LayerSpecification } from 'maplibre-gl'
import type { ClosedWay } from '../../../contract/way-closure.ts'
import { reachWords } from '../../../ui/way-words.ts'
import { say } from '../../messages.ts'
import type { Features } from './geo.ts'
import type { Token } from './shapes.ts'

/** Ways that are closed, as lines with what is said beside each; those whose line nobody knows are in the list only. */
export const wayFeatures = (rows: readonly ClosedWay[]): Features => ({
  type: 'FeatureCollection',
  features: rows.flatMap((way) =>
    way.line.length > 1
      ? [
          {
            type: 'Feature' as const,
            geometry: { type: 'LineString' as const, coordinates: way.line },
            properties: {
              state: way.state,
              words: [say(way.name), way.wayName, reachWords(way)].filter(Boolean).join(' '),
            },
          },
        ]
      : [],
  ),
})

const lifting = ['==', ['get', 'state'], 'lifting']
const round = { 'line-cap': 'butt', 'line-join': 'round' }

/** A bar nobody may pass: dark with a broken light middle, itself broken once somebody asked to lift it; no colour of risk. */
export const wayLayers = (token: Token): LayerSpecification[] =>
  [
    {
      id: 'ways-edge',
      type: 'line',
      source: 'ways',
      layout: round,
      paint: { 'line-color': token('map-halo'), 'line-width': 13 },
    },
    {
      ...{ id: 'ways-closed', type: 'line', source: 'ways', filter: ['!', lifting], layout: round },
      paint: { 'line-color': token('text'), 'line-width': 9 },
    },
    {
      ...{ id: 'ways-lifting', type: 'line', source: 'ways', filter: lifting, layout: round },
      paint: { 'line-color': token('text'), 'line-width': 9, 'line-dasharray': [1.6, 0.8] },
    },
    {
      ...{ id: 'ways-middle', type: 'line', source: 'ways', layout: round },
      paint: { 'line-color': token('map-halo'), 'line-width': 2.5, 'line-dasharray': [3, 2.5] },
    },
    {
      ...{ id: 'ways-words', type: 'symbol', source: 'ways' },
      layout: {
        'symbol-placement': 'line-center',
        'text-field': ['get', 'words'],
        'text-size': 13,
        'text-font': ['Noto Sans CJK SC Bold'],
        'text-offset': [0, 1.4],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': token('text'), 'text-halo-color': token('map-halo'), 'text-halo-width': 2.5 },
    },
  ] as unknown as LayerSpecification[]
