import { post } from '../../ui/api.ts'
import { readRoute } from '../route.ts'

/** Tells the server that a tile was opened by hand: which tile of which area, not by whom. A count that is lost is no matter. */
function count(tile: string, area: string | null): void {
  void post('/walls/opened', { tile, ...(area ? { area } : {}) }).catch(() => undefined)
}

/**
 * Counts what people open on this wall: a link inside a panel counts for the panel, a link to another screen for that screen. `area` says whose
 * wall it is. Returns how to stop.
 */
export function countOpened(area: () => string | null): () => void {
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"], [data-figure]') : null
    if (!link) return
    const tile = link.closest('[data-tile]')?.getAttribute('data-tile')
    if (tile) count(tile, area())
    // A figure that is opened on C3 or C4 is a use of that screen, as one in a panel of C1 is of the panel.
    if (!tile && link.matches('.wall [data-figure]')) count(`screen.${readRoute(location.hash)?.screen ?? 'overview'}`, area())
    const screen = /^#\/(risk|check-up|event|area)/.exec(link.getAttribute('href') ?? '')?.[1]
    if (screen) count(`screen.${screen === 'area' ? 'overview' : screen}`, area())
  }
  window.addEventListener('click', onClick)
  return () => window.removeEventListener('click', onClick)
}
