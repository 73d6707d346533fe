import type { ReactNode } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'

/**
 * A list with one current row, for rows of two lines (inbox, map list): arrows move, typing finds, Enter opens. Up to a few hundred rows;
 * longer ones are a `Table`. `rowOf` draws the insides, e.g. `<EventRow …/>`.
 */
export function List<Row>({
  label,
  rows,
  keyOf,
  words,
  current,
  onCurrent,
  onOpen,
  rowOf,
  quiet,
  none,
}: {
  label: string
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** what the row is called when read out or found by typing */
  words: (row: Row) => string
  current: string | null
  onCurrent: (key: string) => void
  onOpen?: (key: string) => void
  rowOf: (row: Row) => ReactNode
  quiet?: (row: Row) => boolean
  none?: ReactNode
}): ReactNode {
  const choose = (keys: 'all' | Set<string | number>) => {
    if (keys === 'all') return
    const [first] = keys
    if (first !== undefined) onCurrent(String(first))
  }
  return (
    <ListBox
      className="rows"
      aria-label={label}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={current === null ? [] : [current]}
      onSelectionChange={choose}
      {...(onOpen ? { onAction: (key: string | number) => onOpen(String(key)) } : {})}
      {...(none ? { renderEmptyState: () => none } : {})}
    >
      {rows.map((row) => (
        <ListBoxItem key={keyOf(row)} id={keyOf(row)} textValue={words(row)} className={quiet?.(row) ? 'tr mut' : 'tr'}>
          {rowOf(row)}
        </ListBoxItem>
      ))}
    </ListBox>
  )
}
