import { nextIn, type Way } from './next-in.ts'

const ways: Partial<Record<string, Way>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

/** A remote has arrows and Enter: arrows go from link to link where they stand on the wall, Enter opens. Returns how to stop. */
export function followArrows(): () => void {
  const onKey = (event: KeyboardEvent) => {
    const way = ways[event.key]
    const inField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
    if (!way || inField || event.altKey || event.ctrlKey || event.metaKey) return
    // Rows of a figure stand above the picture: nothing below them is to be reached.
    const within = document.querySelector('dialog[open]') ? 'dialog[open]' : '.wall'
    const links = [...document.querySelectorAll<HTMLElement | SVGElement>(`${within} a[href], ${within} button`)]
    const seen = links.filter((link) => link.getClientRects().length > 0)
    const at = document.activeElement ? seen.indexOf(document.activeElement as HTMLElement) : -1
    const next = nextIn(
      seen.map((link) => link.getBoundingClientRect()),
      at < 0 ? null : at,
      way,
    )
    if (next === null) return
    event.preventDefault()
    seen[next]?.focus()
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}
