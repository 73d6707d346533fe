import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { SelectField } from '../../../ui/select-field.tsx'
import { codeOf, useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { areaChildrenQuery } from '../../queries.ts'

type Place = { code: string; name: string }

/** The town a made-up event happens in: below the area of the screen, the first one until somebody chooses. */
export function usePlace(): { place: Place | null; fields: ReactNode } {
  const { trail } = useArea()
  const here = trail.at(-1)!
  const [district, setDistrict] = useState<string | null>(null)
  const [town, setTown] = useState<string | null>(null)
  const isCity = here.tier === 'city'
  const districts = useQuery({ ...areaChildrenQuery(codeOf(here.path)), enabled: isCity })
  const of = isCity ? (districts.data?.rows.find(({ code }) => code === district) ?? districts.data?.rows[0]) : null
  const above = isCity ? of?.code : here.tier === 'district' ? codeOf(here.path) : undefined
  const towns = useQuery({ ...areaChildrenQuery(above ?? ''), enabled: above !== undefined })
  const chosen = towns.data?.rows.find(({ code }) => code === town) ?? towns.data?.rows[0]
  const isBelow = !isCity && here.tier !== 'district'
  const place = isBelow
    ? { code: codeOf(here.path), name: here.name }
    : above && chosen
      ? { code: chosen.code, name: chosen.name }
      : null
  const fields = (
    <>
      {isCity && districts.data && of && (
        <SelectField label={t('tier.district')} value={of.code} choices={choices(districts.data.rows)} onChange={setDistrict} />
      )}
      {!isBelow && towns.data && chosen && (
        <SelectField label={t('plans.place')} value={chosen.code} choices={choices(towns.data.rows)} onChange={setTown} />
      )}
    </>
  )
  return { place, fields }
}

const choices = (rows: readonly Place[]) => rows.map(({ code, name }) => ({ id: code, label: name }))
