import type { Page } from 'playwright-core'

/** Least letter heights on the screen, in px: of anything that is read, of names on a map, of a screen's title, and of its figures. */
export type Letters = { body: number; map: number; title: number; figure: number }

/** ux.md 9 on a canvas of 3840 × 1080; a rounding below. */
export const wideLetters: Letters = { body: 27.9, map: 22.9, title: 39.9, figure: 63.9 }
/** Of 1920 × 1080: 20 px and more for a room. */
export const normalLetters: Letters = { body: 18.9, map: 15.9, title: 31.9, figure: 47.9 }

/**
 * Every text of the wall that is drawn smaller than it may be, with its size as it is seen: in a picture by the scale it is drawn at. The numeral
 * within a shape of a level is part of the shape, which says the same by its corners.
 */
export const tooSmall = (page: Page, least: Letters): Promise<string[]> =>
  page.evaluate((asked) => {
    const stage = document.querySelector('.stage')
    if (!stage) return ['no wall']
    const seen = (node: Text): boolean => {
      const range = document.createRange()
      range.selectNodeContents(node)
      return [...range.getClientRects()].some(({ width, height }) => width > 1 && height > 1)
    }
    const leastOf = (one: Element): number => {
      if (one instanceof SVGElement) return asked.map
      if (one.closest('h1')) return asked.title
      return one.matches('.figs .n, .vp-big b') ? asked.figure : asked.body
    }
    const scaleOf = (one: Element): number => (one instanceof SVGGraphicsElement ? (one.getScreenCTM()?.a ?? 1) : 1)
    const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      const [one, text] = [node.parentElement, node.data.trim()]
      if (!one || !text || one.closest('.vh, .sh, .st, title') || !seen(node)) continue
      const size = Number.parseFloat(getComputedStyle(one).fontSize) * scaleOf(one)
      if (size < leastOf(one)) found.push(`${size.toFixed(1)} ${one.className.toString() || one.tagName}: ${text.slice(0, 24)}`)
    }
    return [...new Set(found)]
  }, least)
