import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { appStates, itemStates, itemTiers } from '../../../contract/business-item-kinds.ts'
import { Button } from '../../../ui/button.tsx'
import { FilterChip } from '../../../ui/chip.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { useArea } from '../../frame/use-area.ts'
import { t as common } from '../../messages.ts'
import { SearchWords } from '../../parts/search-words.tsx'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { unitsQuery } from './item-queries.ts'
import type { OnChange } from './items.tsx'
import { g } from './words.ts'

const all = '-'

/** Which entries: tier and unit of items, state, words, area; and the sheet of what is shown. */
export function Wishes({
  kind,
  unitName,
  change,
  onSheet,
  onRegister,
}: {
  kind: 'business-item' | 'special-app'
  unitName: string | undefined
  change: OnChange
  onSheet: () => void
  /** null: none is registered one by one here, or not by this reader */
  onRegister: (() => void) | null
}): ReactNode {
  const filter = useSearch({ from: '/app/items' })
  const area = useArea()
  const pack = usePackWords()
  const items = kind === 'business-item'
  const states: readonly (typeof itemStates | typeof appStates)[number][] = items ? itemStates : appStates
  return (
    <div className="fl it-fl">
      {items && <OfItems unitName={unitName} change={change} />}
      <SelectField
        label={g('state')}
        hideLabel
        choices={[{ id: all, label: g('every-state') }, ...states.map((id) => ({ id, label: g(`state.${id}`) }))]}
        value={states.find((id) => id === filter.state) ?? all}
        onChange={(id) => change({ state: states.find((state) => state === id) })}
      />
      <SearchWords label={g('find')} q={filter.q} change={change} />
      {items && filter.type && (
        <FilterChip name={g('type')} value={pack('types', filter.type)} onRemove={() => change({ type: undefined })} />
      )}
      {area.wish && (
        <FilterChip
          name={common('list.area')}
          value={area.trail.at(-1)?.name ?? ''}
          onRemove={() => area.choose(area.trail[0])}
        />
      )}
      <span className="grow" />
      {onRegister && (
        <Button small icon="plus" onPress={onRegister}>
          {g('register')}
        </Button>
      )}
      <Button small icon="form" onPress={onSheet}>
        {g('sheet')}
      </Button>
    </div>
  )
}

/** Units are those of the area in force itself: choosing a town offers the units of the town. */
function OfItems({ unitName, change }: { unitName: string | undefined; change: OnChange }): ReactNode {
  const { tier, unit } = useSearch({ from: '/app/items' })
  const { wish } = useArea()
  const units = useQuery(unitsQuery(wish)).data?.rows ?? []
  const other = unit && !units.some(({ id }) => id === unit) ? [{ id: unit, label: unitName ?? unit }] : []
  return (
    <>
      <SelectField
        label={g('tier')}
        hideLabel
        choices={[{ id: all, label: g('every-tier') }, ...itemTiers.map((id) => ({ id, label: g(`tier.${id}`) }))]}
        value={tier ?? all}
        onChange={(id) => change({ tier: itemTiers.find((one) => one === id) })}
      />
      <div className="it-unit">
        <SelectField
          label={g('unit')}
          hideLabel
          choices={[{ id: all, label: g('every-unit') }, ...units.map(({ id, name }) => ({ id, label: name })), ...other]}
          value={unit ?? all}
          onChange={(id) => change({ unit: id === all ? undefined : id })}
        />
      </div>
    </>
  )
}
