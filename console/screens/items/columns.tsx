import type { BusinessItem, SpecialApp } from '../../../contract/business-item.ts'
import { NONE } from '../../../ui/format.ts'
import type { Column } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { g, limitWords } from './words.ts'

/** Columns of the catalogue; beside a pane only those a row is known by. */
export function itemColumns(wide: boolean): Column<BusinessItem>[] {
  const known: Column<BusinessItem>[] = [
    { id: 'code', label: g('code'), width: '11rem', cell: ({ code }) => <span className="code">{code}</span> },
    {
      id: 'name',
      label: g('name'),
      width: 'minmax(12rem, 2fr)',
      cell: ({ name, state }) => <Named name={name} stopped={state === 'stopped'} />,
    },
    { id: 'unit', label: g('unit'), width: 'minmax(9rem, 1.5fr)', cell: ({ unit }) => unit.name },
  ]
  if (!wide) return known
  return [
    ...known,
    { id: 'tier', label: g('tier'), width: '4.5rem', cell: ({ tier }) => g(`tier.${tier}`) },
    {
      ...{ id: 'trigger', label: g('begun-by'), width: 'minmax(9rem, 1.2fr)' },
      cell: ({ typeName, trigger }) => (typeName ? say(typeName) : (trigger ?? NONE)),
    },
    { id: 'accept', label: g('accept'), width: '8rem', cell: ({ accept }) => limitWords(accept) ?? NONE },
    { id: 'finish', label: g('finish'), width: '13rem', cell: ({ finish }) => limitWords(finish) ?? NONE },
  ]
}

const Named = ({ name, stopped }: { name: string; stopped: boolean }) => (
  <span className="row it-named">
    <span className="el" title={name}>
      {name}
    </span>
    {stopped && <Tag>{g('state.stopped')}</Tag>}
  </span>
)

export function appColumns(wide: boolean): Column<SpecialApp>[] {
  const known: Column<SpecialApp>[] = [
    { id: 'code', label: g('code'), width: '9rem', cell: ({ code }) => <span className="code">{code}</span> },
    { id: 'name', label: g('name'), width: 'minmax(12rem, 2fr)', cell: ({ name }) => name },
    { id: 'state', label: g('state'), width: '5.5rem', cell: ({ state }) => g(`state.${state}`) },
  ]
  if (!wide) return known
  return [
    ...known,
    { id: 'district', label: g('district'), width: '8rem', cell: ({ district }) => district?.name ?? g('district-none') },
    { id: 'unit', label: g('unit'), width: 'minmax(9rem, 1.5fr)', cell: ({ unit }) => unit.name },
    { id: 'since', label: g('since'), width: '7rem', cell: ({ since }) => since ?? NONE },
    {
      id: 'pack',
      label: g('pack'),
      width: 'minmax(7rem, 1fr)',
      cell: ({ pack, packName }) => (packName ? say(packName) : (pack ?? NONE)),
    },
  ]
}
