import { system } from '../../../../contract/actor.ts'
import type { DocumentNew } from '../../../../contract/object-document.ts'
import { keepPaper } from '../../../city/file/keep-paper.ts'
import { madePdf } from '../../../city/file/made-pdf.ts'
import { objectKindsOf } from '../../../city/pack/object-kinds.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { cityDay } from '../../../kernel/calendar.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { addDocument } from './documents.ts'
import { unpapered } from './store.ts'

/** So many objects of the demo have papers: the first ones by code. */
const papered = 3
const dayMs = 86_400_000

/** Lines of a made-up floor in PDF's own words: a corridor with rooms on both sides and a staircase at each end. */
const floor = (rooms: number): string[] => {
  const wide = 470 / rooms
  const walls = Array.from({ length: rooms - 1 }, (_, n) => 60 + wide * (n + 1))
  return [
    '2 w 60 300 470 420 re S',
    '60 480 m 530 480 l S 60 540 m 530 540 l S',
    ...walls.map((x) => `${x} 300 m ${x} 480 l S ${x} 540 m ${x} 720 l S`),
    ...[60, 500].flatMap((x) => Array.from({ length: 5 }, (_, n) => `${x} ${490 + n * 9} m ${x + 30} ${490 + n * 9} l S`)),
  ]
}

const papersOf = (n: number, day: (days: number) => string): { given: DocumentNew; bytes: Buffer }[] => [
  {
    given: { kind: 'floor-plan', title: '标准层消防平面图（演示）' },
    bytes: madePdf({ words: `Typical floor ${n} (demo)`, lines: floor(4 + n) }),
  },
  {
    given: { kind: 'report', title: '建筑消防设施年度检测报告（演示）', validUntil: day(240 - n) },
    bytes: madePdf({ words: `Yearly test report ${n} (demo)` }),
  },
  {
    given: { kind: 'contract', title: '消防设施维保合同（演示）', validUntil: day(40 + n) },
    bytes: madePdf({ words: `Maintenance contract ${n} (demo)` }),
  },
]

/**
 * Gives the demo's first objects of the first kind that crews go to (`crew` of a detail) invented papers, once; their bytes lie in `dir`. Answers how
 * many were brought.
 */
export async function bringDemoPapers(
  spine: Spine,
  { dir, zone, packs }: { dir: string; zone: string; packs: Packs },
): Promise<number> {
  const kind = objectKindsOf(packs.all()).find(({ details }) => Object.values(details).some(({ crew }) => crew))?.kind
  if (kind === undefined) return 0
  const day = (days: number): string => cityDay(new Date(spine.clock.now().getTime() + days * dayMs), zone)
  let brought = 0
  for (const [n, { id, area }] of (await unpapered(spine, kind, papered)).entries())
    for (const { given, bytes } of papersOf(n + 1, day)) {
      const kept = await keepPaper(dir, bytes)
      await spine.transaction(system, (tx) =>
        addDocument(tx, { scope: [area], person: 'p-jiangbei-data' }, id, { given, kept, zone }),
      )
      brought++
    }
  return brought
}
