import type { Page } from 'playwright-core'
import { checkUpThings, unknownBoards } from '../../contract/check-up-kinds.ts'
import type { CheckUpWall } from '../../contract/check-up-wall.ts'

/**
 * Rows of the wall that leave the panel they are in, run under its legend, or are cut at the edge of their list, each by its first words. A row of a list
 * beyond its edge is out of sight: it is counted, not drawn.
 */
export const outOfPanel = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    for (const panel of document.querySelectorAll('.wall .wp')) {
      const frame = panel.getBoundingClientRect()
      const key = panel.querySelector('.cu-key')?.getBoundingClientRect()
      if (key && key.bottom > frame.bottom) found.push('legend')
      for (const row of panel.querySelectorAll('tr, .whole > li')) {
        const { left, right, top, bottom } = row.getBoundingClientRect()
        const list = row.closest('.whole')?.getBoundingClientRect()
        if (list && (left >= list.right || top >= list.bottom)) continue
        const floor = Math.min(frame.bottom, key?.top ?? frame.bottom, list?.bottom ?? frame.bottom)
        if (bottom > floor + 1 || right > frame.right + 1) found.push((row.textContent ?? '').slice(0, 24))
      }
    }
    return found
  })

/** Do the boards of a town use the height of their panel (more than three fifths or so), and which have their last line cut? */
export const boardsOfTown = (page: Page): Promise<{ high: boolean; cut: string[] }> =>
  page.evaluate(() => {
    const room = document.querySelector('.bt')!.getBoundingClientRect()
    const boards = [...document.querySelectorAll('.bt > li')]
    const ends = boards.map((board) => board.querySelector('ul')!.lastElementChild!.getBoundingClientRect().bottom)
    return {
      high: (Math.max(...ends) - room.top) / room.height > 0.62,
      cut: boards.flatMap((board, n) =>
        ends[n]! > board.getBoundingClientRect().bottom + 1 ? [board.querySelector('h3')!.textContent ?? ''] : [],
      ),
    }
  })

/** Words of the matrix that are cut. */
export const cutWords = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.cu .cw, .cu .cw .t2')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.textContent ?? ''),
  )

/** 异常在哪里, kind by kind: how many there are, how many stand there by name, and how many more it says there are. */
export const kindsShown = (page: Page): Promise<{ n: number; shown: number; more: number }[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.tk > section')].map((kind) => {
      const { right, bottom } = kind.querySelector('.whole')!.getBoundingClientRect()
      const shown = [...kind.querySelectorAll('.whole > li')].filter((row) => {
        const { left, top } = row.getBoundingClientRect()
        return left < right && top < bottom
      }).length
      const digits = (of: string): number => Number(kind.querySelector(of)?.textContent?.replace(/\D/g, '') ?? 0)
      return { n: digits('h3 b'), shown, more: digits('h3 small') }
    }),
  )

const long = {
  zh: '铁山坪街道望江社区滨江路公厕二号化粪池 沼气超标',
  en: 'Tank 2 of the lavatory at Binjiang Road, Wangjiang: gas over limit',
}

/** C4 at its fullest: both shapes in a cell, every reason in the legend, long names, and more of each kind than has room. */
export function crowded(read: CheckUpWall): CheckUpWall {
  const rows = (read.rows ?? []).map((row, r) => ({
    ...row,
    cells: row.cells.map((cell, c) => {
      const because = unknownBoards[(r + c) % (unknownBoards.length + 1)] ?? null
      return because
        ? { ...cell, because, standing: 'unknown' as const, worst: null, ...{ grave: 0, outside: 0 } }
        : {
            ...cell,
            because,
            standing: 'abnormal' as const,
            worst: 'major' as const,
            ...{ grave: 2, outside: 3, normal: 18, unknown: 4 },
          }
    }),
  }))
  const vital = read.things?.find((thing) => thing.vital)?.vital ?? null
  const things = checkUpThings.flatMap((kind) =>
    Array.from({ length: 8 }, (_, n) => ({
      ...{ kind, id: `${kind}-${n}`, board: read.boards[0]!.id, name: long, since: read.at, who: null },
      ...{ grade: kind === 'event' ? ('extraordinary' as const) : null, vital: kind === 'vital' ? vital : null },
    })),
  )
  return { ...read, rows, things, counts: { event: 90, vital: 40, object: 27 } }
}
