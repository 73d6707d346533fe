import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { AreaOption } from '../../ui/area-switcher.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { createT } from '../../ui/t.ts'
import { useArea } from '../frame/use-area.ts'

const t = createT(
  { area: '辖区', hint: '您负责多个辖区，请选一个' },
  { area: 'Area', hint: 'You answer for several areas: choose one' },
)

/** The areas somebody answers for who looks at all of them; empty: one area is in force, and there is nothing to choose. */
export function useOwnAreas(): readonly AreaOption[] {
  const { trail, whole, load } = useArea()
  const { data } = useQuery({
    queryKey: ['areas', 'own', trail[0].code],
    queryFn: ({ signal }) => load(trail[0], signal),
    enabled: whole,
  })
  return whole ? (data ?? []) : []
}

/**
 * The one area something is done for: the one in force. Whoever answers for several and looks at all of them chooses with `field`, and until then
 * it is null: never silently the first of them. `first`: begins with the first, for what is only looked at or found in it.
 * `of`: the field it belongs to, where a form has several.
 */
export function useOwnArea({ first = false, label = t('area'), of = '' } = {}): { area: AreaOption | null; field: ReactNode } {
  const { trail, whole } = useArea()
  const areas = useOwnAreas()
  const [code, setCode] = useState<string | null>(null)
  if (!whole) return { area: trail.at(-1)!, field: null }
  const area = areas.find((one) => one.code === code) ?? (first ? areas[0] : null) ?? null
  const field = (
    <SelectField
      label={of ? `${of} · ${label}` : label}
      required={!first}
      value={area?.code ?? null}
      choices={areas.map((one) => ({ id: one.code, label: one.name }))}
      onChange={setCode}
      hint={t('hint')}
    />
  )
  return { area, field }
}
