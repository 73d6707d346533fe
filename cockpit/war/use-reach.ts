import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Half of what the smallest panel shows of the picture, until the panel itself is measured. */
const least = { x: 370, y: 100 }
/** A mark and its arrow reach so far from their middle. */
const mark = 34
/** The picture is drawn in sixteenths of a rem. */
const unitsInRem = 16

/** How far from its middle a panel shows the picture of the place, so that a mark there is seen whole. */
export function useReach(): [RefObject<HTMLElement | null>, { x: number; y: number }] {
  const box = useRef<HTMLElement>(null)
  const [reach, setReach] = useState(least)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const watch = new ResizeObserver(() => {
      const { width, height } = element.getBoundingClientRect()
      const units = unitsInRem / Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      const half = (length: number): number => Math.max(mark, (length * units) / 2 - mark)
      setReach({ x: half(width), y: half(height) })
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return [box, reach]
}
