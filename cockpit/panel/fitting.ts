import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** How many parts of a list stand in sight: one that does not fit goes into a column or line beyond its edge (`.whole`, `.flags`). Null until it is drawn. */
export function useFitting(rows: readonly unknown[]): [RefObject<HTMLUListElement | null>, number | null] {
  const list = useRef<HTMLUListElement>(null)
  const [fitting, setFitting] = useState<number | null>(null)
  useLayoutEffect(() => {
    const box = list.current
    if (!box) return
    const count = (): void => {
      const { right, bottom } = box.getBoundingClientRect()
      const inSight = (row: Element): boolean => {
        const { left, top } = row.getBoundingClientRect()
        return left < right && top < bottom
      }
      setFitting(rows.length === 0 ? 0 : [...box.children].filter(inSight).length)
    }
    count()
    const watch = new ResizeObserver(count)
    watch.observe(box)
    return () => watch.disconnect()
  }, [rows])
  return [list, fitting]
}
