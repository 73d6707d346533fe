import type { ReactNode } from 'react'
import { FilterChip } from '../../../ui/chip.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime } from '../../../ui/format.ts'
import { comma, lang } from '../../../ui/t.ts'
import { say, t } from '../../messages.ts'
import type { MapSearch } from '../../search.ts'
import { type Level, levels } from './geo.ts'
import { levelWords } from './map-legend.tsx'
import type { Changing, useMap } from './map-state.ts'

/** Every filter in force as a chip with its cross: nobody has to remember why the map is so empty. */
export function MapFilters({
  map,
  search,
  change,
}: {
  map: ReturnType<typeof useMap>
  search: MapSearch
  change: Changing
}): ReactNode {
  const now = useNow()
  const { show, hidden, trail, wish, choose } = map
  const here = trail.at(-1) ?? trail[0]
  const names = new Map((map.query.data?.kinds ?? []).map(({ kind, name }) => [kind, say(name)]))
  const kinds = search.kinds?.split(',').map((kind) => names.get(kind) ?? (map.query.data ? kind : '…'))
  const levelNames = levels.filter((level) => hidden.has(level)).map((level: Level) => levelWords(show, level))
  if (!wish && !kinds && hidden.size === 0 && !search.at) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its border around the chips
    <div className="map-filters" role="group" aria-label={t('map.filters')}>
      {wish && <FilterChip name={t('map.f-area')} value={here.name} onRemove={() => choose(trail[0])} />}
      {kinds && show === 'objects' && (
        <FilterChip name={t('map.f-kind')} value={kinds.join(comma())} onRemove={() => change({ kinds: undefined })} />
      )}
      {levelNames.length > 0 && (
        <FilterChip name={t('map.f-level')} value={levelNames.join(comma())} onRemove={() => change({ hide: undefined })} />
      )}
      {search.at && (
        <FilterChip name={t('map.f-time')} value={dateTime(search.at, now, lang())} onRemove={() => change({ at: undefined })} />
      )}
    </div>
  )
}
