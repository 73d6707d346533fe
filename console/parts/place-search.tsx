import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { z } from 'zod'
import type { AreaFound } from '../../contract/map.ts'
import type { ObjectList } from '../../contract/register.ts'
import { get } from '../../ui/api.ts'
import { Button } from '../../ui/button.tsx'
import { List } from '../../ui/list.tsx'
import { FixedField, TextField } from '../../ui/text-field.tsx'
import { codeOf } from '../frame/use-area.ts'
import { t } from '../messages.ts'
import { may, useSession } from '../session.ts'

/** `area`: code of the area; `object`: the thing it is about, then the place is where it stands. */
export type FoundPlace = { name: string; area: string; lon: number; lat: number; object?: string }
type Found = { key: string; name: string; note: string; place: FoundPlace }

/** So many objects stand under the areas: more is a search of the register. */
const mostObjects = 6

/** Objects whose name, address or number holds what was typed; for those who read the register. */
function useObjects(q: string) {
  const reads = may(useSession(), 'object.read')
  return useQuery({
    queryKey: ['object-search', q],
    queryFn: ({ signal }) => get<z.infer<typeof ObjectList>>('/objects', { q, limit: mostObjects }, signal),
    enabled: reads && q.length > 1,
  })
}

/** A place found by name: an area, or an object of the register for those who read it. */
export function PlaceSearch({
  place,
  onPlace,
}: {
  place: FoundPlace | null
  onPlace: (place: FoundPlace | null) => void
}): ReactNode {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const things = useObjects(q)
  const found = useQuery({
    queryKey: ['area-search', q],
    queryFn: ({ signal }) => get<z.infer<typeof AreaFound>>('/areas', { q }, signal),
    enabled: q.length > 0,
  })
  if (place)
    return (
      <div className="fld">
        <div className="row bottom">
          <div className="grow">
            <FixedField label={t('new.place')} value={place.name} />
          </div>
          <Button onPress={() => onPlace(null)}>{t('new.place-other')}</Button>
        </div>
        <span className="hint">{t(place.object ? 'new.place-object' : 'new.place-hint')}</span>
      </div>
    )
  const objects = (things.data?.rows ?? []).map(
    ({ id, name, area, areaName, lon, lat }): Found => ({
      ...{ key: id, name, note: areaName, place: { name, area: codeOf(area), lon, lat, object: id } },
    }),
  )
  const areas = (found.data?.rows ?? []).flatMap(({ code, name, above, lon, lat }): Found[] =>
    lon === null || lat === null
      ? []
      : [{ key: code, name, note: above.join(' '), place: { name: [...above, name].join(' '), area: code, lon, lat } }],
  )
  const rows = [...areas, ...objects]
  return (
    <div className="col">
      <TextField
        label={t('new.place')}
        kind="search"
        required
        value={words}
        onChange={setWords}
        placeholder={t('new.place-search')}
      />
      {q && (
        <div className="pick-list">
          <List
            label={t('new.place')}
            rows={rows}
            keyOf={(a) => a.key}
            words={(a) => a.name}
            current={null}
            onCurrent={(key) => {
              const one = rows.find((r) => r.key === key)
              if (one) onPlace(one.place)
            }}
            none={<p className="meta state">{t('new.place-none')}</p>}
            rowOf={(a) => (
              <>
                <span />
                <span className="h">{a.name}</span>
                <span className="meta">{a.note}</span>
              </>
            )}
          />
        </div>
      )}
    </div>
  )
}
