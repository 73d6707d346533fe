import type { LayerSpecification, Map as LibreMap } from 'maplibre-gl'
import type { Token } from './shapes.ts'

/** From this zoom on the server draws cameras (`camerasFrom` of its tiles). */
export const camerasFrom = 8

const from = { source: 'cameras', 'source-layer': 'cameras', minzoom: camerasFrom }
const count = ['get', 'n']
const short = [
  'case',
  ['<', count, 1000],
  ['to-string', count],
  ['concat', ['to-string', ['/', ['round', ['/', count, 100]], 10]], 'k'],
]

/** What one presses: one camera, and several that coming nearer parts. */
export const cameraLayerIds = ['camera-point', 'camera-cluster'] as const

/** Cameras over the signs of the ground, below objects and cases. */
export const cameraLayers = (token: Token): LayerSpecification[] =>
  [
    {
      ...{ id: 'camera-cluster', type: 'symbol', ...from, filter: ['has', 'n'] },
      layout: {
        'icon-image': ['concat', 'cameras|', ['case', ['has', 'out'], 'out', 'all'], '|', short],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        visibility: 'none',
      },
    },
    {
      ...{ id: 'camera-point', type: 'symbol', ...from, filter: ['has', 'id'] },
      layout: {
        'icon-image': ['concat', 'camera|', ['get', 'state']],
        'icon-allow-overlap': true,
        'text-field': ['step', ['zoom'], '', 16, ['get', 'name']],
        'text-size': 12,
        'text-font': ['Noto Sans CJK SC Regular'],
        'text-anchor': 'left',
        'text-offset': [1.4, 0],
        'text-optional': true,
        visibility: 'none',
      },
      paint: { 'text-color': token('text'), 'text-halo-color': token('map-halo'), 'text-halo-width': 2 },
    },
  ] as unknown as LayerSpecification[]

/** Shows cameras, or asks for no tile of them. */
export function putCameras(map: LibreMap, on: boolean): void {
  for (const id of cameraLayerIds) map.setLayoutProperty(id, 'visibility', on ? 'visible' : 'none')
}
