import type { ReactNode } from 'react'
import type { MapView } from '../../../contract/tile.ts'
import { Chip } from '../../../ui/chip.tsx'
import { say, t } from '../../messages.ts'

type Props = { layers: MapView['layers']; chosen: string | undefined; onKinds: (kinds: string | undefined) => void }

/** Layers of packs: one shows the kinds it names and nothing else; pressed again, everything. */
export function PackLayers({ layers, chosen, onKinds }: Props): ReactNode {
  if (layers.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its border around the chips
    <div className="map-kinds" role="group" aria-label={t('map.pack-layers')}>
      <span className="meta">{t('map.pack-layers')}</span>
      {layers.map(({ pack, id, name, kinds }) => {
        const wish = kinds.toSorted().join(',')
        return (
          <Chip key={`${pack} ${id}`} on={chosen === wish} onPress={() => onKinds(chosen === wish ? undefined : wish)}>
            {say(name)}
          </Chip>
        )
      })}
    </div>
  )
}
