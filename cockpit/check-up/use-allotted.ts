import { type RefObject, useLayoutEffect, useRef } from 'react'
import { allot } from './allot.ts'

const heightOf = (element: Element): number => element.getBoundingClientRect().height

/** Gives the list of each kind the height of the rows that are allotted to it. The others stay beyond its edge, where their height is known. */
function share(box: HTMLElement): void {
  const kinds = [...box.children].flatMap((kind) => {
    const list = kind.querySelector('ul')
    return list ? [{ kind, list, rows: [...list.children].map(heightOf) }] : []
  })
  const gap = Number.parseFloat(getComputedStyle(box).rowGap) || 0
  const heads = kinds.reduce((sum, { kind, list }) => sum + heightOf(kind) - heightOf(list), 0)
  const room = heightOf(box) - heads - gap * Math.max(0, kinds.length - 1)
  const shown = allot(
    kinds.map(({ rows }) => rows),
    room,
  )
  kinds.forEach(({ list, rows }, n) => {
    const height = rows.slice(0, shown[n]).reduce((sum, row) => sum + row, 0)
    // A hair more, so that rounding pushes no row out.
    list.style.height = `${height + 0.5}px`
  })
}

/** The panel in which kinds of rows share the room, whole row by whole row; shared anew when it or one of its rows is of another height. */
export function useAllotted(rows: readonly unknown[]): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const panel = box.current
    if (!panel || rows.length === 0) return
    const again = (): void => share(panel)
    again()
    const watch = new ResizeObserver(again)
    watch.observe(panel)
    for (const row of panel.querySelectorAll('li')) watch.observe(row)
    return () => watch.disconnect()
  }, [rows])
  return box
}
