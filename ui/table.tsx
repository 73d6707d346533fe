import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { Checkbox } from './checkbox.tsx'
import { t } from './t.ts'

export type Column<Row> = {
  id: string
  label: string
  /** a CSS grid track: "6rem", "minmax(12rem, 1fr)" */
  width: string
  number?: boolean
  sort?: 'up' | 'down' | null
  onSort?: () => void
  cell: (row: Row) => ReactNode
}

export type TableProps<Row> = {
  label: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  keyOf: (row: Row) => string
  /** the row the pane shows; moves with arrows, J and K */
  current: string | null
  onCurrent: (key: string) => void
  onOpen: (row: Row) => void
  /** ticked rows; leave out where there are no bulk actions */
  selected?: ReadonlySet<string>
  onSelected?: (keys: ReadonlySet<string>) => void
  /** called when the last rows come into view: fetch the next page */
  onEnd?: () => void
  /** how many rows there are in all, when more are to come */
  total?: number
}

const ROW_REM = 2
const headPx = () => (typeof document === 'undefined' ? 0 : rowPx())
const rowPx = () => ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

function next(rows: readonly string[], current: string | null, step: number): string | null {
  const at = current === null ? -1 : rows.indexOf(current)
  return rows[Math.min(rows.length - 1, Math.max(0, at + step))] ?? null
}

function toggle(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const copy = new Set(set)
  if (!copy.delete(key)) copy.add(key)
  return copy
}

/** What a key does in the table: moves the current row, opens it, ticks it. Null when the key is not ours. */
function useTableKeys<Row>(props: TableProps<Row>): (e: KeyboardEvent) => void {
  const { rows, keyOf, current, onCurrent, onOpen, selected, onSelected } = props
  return (e) => {
    if (e.nativeEvent.isComposing || e.ctrlKey || e.metaKey || e.altKey) return
    if (e.target instanceof HTMLElement && e.target !== e.currentTarget && e.target.closest('button, a, input')) return
    const keys = rows.map(keyOf)
    const page = Math.max(1, Math.floor((e.currentTarget.parentElement?.clientHeight ?? 0) / rowPx()) - 2)
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -rows.length,
      End: rows.length,
    }
    const step = steps[e.key]
    const row = rows.find((r) => keyOf(r) === current)
    if (step !== undefined) {
      const key = next(keys, current, step)
      if (key === null) return
      if (e.shiftKey && selected && onSelected) onSelected(new Set([...selected, ...(current ? [current] : []), key]))
      onCurrent(key)
    } else if (e.key === 'Enter' && row) onOpen(row)
    else if ((e.key === ' ' || e.key === 'x') && selected && onSelected && current) onSelected(toggle(selected, current))
    else return
    e.preventDefault()
  }
}

const sorts = { up: 'ascending', down: 'descending' } as const

function Head<Row>({ props, grid }: { props: TableProps<Row>; grid: string }): ReactNode {
  const { columns, rows, selected, onSelected, keyOf } = props
  const all = selected !== undefined && rows.length > 0 && rows.every((r) => selected.has(keyOf(r)))
  const select = (on: boolean) => onSelected?.(on ? new Set(rows.map(keyOf)) : new Set())
  return (
    <thead>
      <tr aria-rowindex={1} style={{ gridTemplateColumns: grid }}>
        {selected && (
          <th scope="col" className="c">
            <Checkbox label={t('table.select-all')} value={all} some={!all && selected.size > 0} onChange={select} />
          </th>
        )}
        {columns.map((c) => (
          <th key={c.id} scope="col" className={c.number ? 'c num' : 'c'} {...(c.sort ? { 'aria-sort': sorts[c.sort] } : {})}>
            {c.onSort ? (
              <button type="button" className="sortable" title={t('table.sort', { column: c.label })} onClick={c.onSort}>
                {c.label}
                {c.sort && <span aria-hidden="true"> {c.sort === 'up' ? '↑' : '↓'}</span>}
              </button>
            ) : (
              c.label
            )}
          </th>
        ))}
      </tr>
    </thead>
  )
}

type RowProps<Row> = { props: TableProps<Row>; row: Row; index: number; top: number; id: string; grid: string }

function BodyRow<Row>({ props, row, index, top, id, grid }: RowProps<Row>): ReactNode {
  const { columns, keyOf, current, onCurrent, onOpen, selected, onSelected } = props
  const key = keyOf(row)
  const ticked = selected?.has(key) ?? false
  return (
    <tr
      id={`${id}-${index}`}
      aria-rowindex={index + 2}
      aria-selected={selected ? ticked : key === current}
      className={`v-row${key === current ? ' on' : ''}${ticked ? ' sel' : ''}`}
      style={{ gridTemplateColumns: grid, transform: `translateY(${top}px)` }}
      onClick={() => onCurrent(key)}
      onDoubleClick={() => onOpen(row)}
    >
      {selected && onSelected && (
        <td className="c">
          <Checkbox label={t('table.select')} value={ticked} onChange={() => onSelected(toggle(selected, key))} />
        </td>
      )}
      {columns.map((c) => (
        <td key={c.id} className={c.number ? 'c num' : 'c'}>
          {c.cell(row)}
        </td>
      ))}
    </tr>
  )
}

/**
 * A table of any length: only the rows in view are drawn (32 px each, hairlines, sticky head). Behaves as a grid: the table has the focus,
 * arrows move the current row, Enter opens, Space ticks, Shift extends. Ten thousand rows scroll as ten do.
 */
export function Table<Row>(props: TableProps<Row>): ReactNode {
  const { label, rows, columns, keyOf, current, selected, onEnd, total } = props
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- the React compiler is not used, nothing here is memoised
  const virtual = useVirtualizer({
    ...{ count: rows.length, getScrollElement: () => box.current, estimateSize: rowPx, overscan: 12 },
    // The head pushes all rows down by one: without this the current one at the end lies just below the edge.
    scrollPaddingEnd: headPx(),
  })
  const onKeyDown = useTableKeys(props)
  const at = current === null ? -1 : rows.findIndex((r) => keyOf(r) === current)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at)
  }, [at, virtual])
  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (onEnd && rows.length > 0 && lastShown >= rows.length - 8) onEnd()
  }, [lastShown, rows.length, onEnd])
  const grid = [selected ? '2.5rem' : '', ...columns.map((c) => c.width)].filter(Boolean).join(' ')
  return (
    <div className="vt" ref={box}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML allows a table to be a grid
        role="grid"
        aria-label={label}
        aria-rowcount={(total ?? rows.length) + 1}
        aria-multiselectable={selected ? true : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        aria-activedescendant={items.some((item) => item.index === at) ? `${id}-${at}` : undefined}
      >
        <Head props={props} grid={grid} />
        <tbody style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]
            return row === undefined ? null : (
              <BodyRow key={keyOf(row)} props={props} row={row} index={item.index} top={item.start} id={id} grid={grid} />
            )
          })}
        </tbody>
      </table>
      {rows.length === 0 && <p className="meta state">{t('table.empty')}</p>}
    </div>
  )
}
