import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { SelectField } from '../../../ui/select-field.tsx'
import { codeOf, useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { useOwnAreas } from '../../parts/own-area.tsx'
import { areaChildrenQuery } from '../../queries.ts'

type Place = { code: string; name: string }

/** The town a made-up event happens in: below the area of the screen, or one of several own towns, the first one until somebody chooses. */
export function usePlace(): { place: Place | null; fields: ReactNode } {
  const { trail, whole } = useArea()
  const own = useOwnAreas()
  const here = trail.at(-1)!
  const [district, setDistrict] = useState<string | null>(null)
  const [town, setTown] = useState<string | null>(null)
  const isCity = here.tier === 'city'
  const districts = useQuery({ ...areaChildrenQuery(codeOf(here.path)), enabled: isCity })
  const of = isCity ? (districts.data?.rows.find(({ code }) => code === district) ?? districts.data?.rows[0]) : null
  const above = isCity ? of?.code : here.tier === 'district' && !whole ? codeOf(here.path) : undefined
  const below = useQuery({ ...areaChildrenQuery(above ?? ''), enabled: above !== undefined })
  const towns: readonly Place[] = whole ? own : (below.data?.rows ?? [])
  const chosen = towns.find(({ code }) => code === town) ?? towns[0]
  const isBelow = !isCity && here.tier !== 'district'
  const place = isBelow ? { code: codeOf(here.path), name: here.name } : chosen ? { code: chosen.code, name: chosen.name } : null
  const fields = (
    <>
      {isCity && districts.data && of && (
        <SelectField label={t('tier.district')} value={of.code} choices={choices(districts.data.rows)} onChange={setDistrict} />
      )}
      {!isBelow && chosen && (
        <SelectField label={t('plans.place')} value={chosen.code} choices={choices(towns)} onChange={setTown} />
      )}
    </>
  )
  return { place, fields }
}

const choices = (rows: readonly Place[]) => rows.map(({ code, name }) => ({ id: code, label: name }))
