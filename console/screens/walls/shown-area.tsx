import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { WallSettings } from '../../../contract/wall.ts'
import type { WallScreen } from '../../../contract/wall-kinds.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { areaChildrenQuery } from '../../queries.ts'
import { w } from './words.ts'

const own = 'own'
type Props = {
  /** whose wall it is */
  wall: WallSettings['area']
  screen: WallScreen
  /** path or code; null: the wall's own */
  value: string | null
  onChange: (area: string | null) => void
}

/**
 * Whose figures a screen shows: the wall's own area, or one right below it, which is as far as one key drills. The screen of one event is about that
 * event, and a town has no wall below it: there is nothing to choose.
 */
export function ShownArea({ wall, screen, value, onChange }: Props): ReactNode {
  const offers = wall.tier === 'city' || wall.tier === 'district'
  const rows = useQuery({ ...areaChildrenQuery(wall.code), enabled: offers }).data?.rows ?? []
  if (screen === 'event' || (!offers && value === null)) return null
  const below = rows.map(({ path, name }) => ({ id: path, label: name }))
  const strange = value !== null && !below.some(({ id }) => id === value) ? [{ id: value, label: value }] : []
  return (
    <SelectField
      label={w('shown')}
      choices={[{ id: own, label: w('shown.own', { name: wall.name }) }, ...below, ...strange]}
      value={value ?? own}
      onChange={(id) => onChange(id === own ? null : id)}
    />
  )
}
