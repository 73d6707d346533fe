import type { Words } from '../../../../../contract/words.ts'
import { everNode, type TreeNode, type TreeRead } from '../types.ts'
import { changesOf, codesEver } from './former.ts'

type Tree = Pick<TreeRead, 'before' | 'after' | 'lifeOf' | 'node' | 'past' | 'changesUnder' | 'ended' | 'codesIn'>

/** 区划变动 of one moment (ms): what became of what. */
export type AreaMoment = { at: number; words: Words }

/** So many lines of a change are said; how many there are in all is said with them. */
const said = 4

/** What came, went or became another under an area between two moments, each change as whoever reads two numbers around it needs it. */
export function areaMoments(tree: Tree, code: string, from: number, until: number): AreaMoment[] {
  const codes = new Set(codesEver(tree, code))
  return changesOf(tree, code, from, until).map((at) => {
    const ended = tops(tree.ended().filter((one) => tree.lifeOf(one.code)?.to === at))
    const begun = tops(
      (['town', 'community', 'grid'] as const)
        .flatMap((tier) => tree.codesIn(tier, at, at + 1))
        .flatMap((one) => (tree.lifeOf(one)?.from === at ? (everNode(tree, one) ?? []) : [])),
    )
    const isHere = (one: string): boolean => isUnder(tree, one, codes)
    const gone = ended.filter((one) => isHere(one.code) || tree.after(one.code).some(isHere))
    const fresh = begun.filter((one) => tree.before(one.code).length === 0 && isHere(one.code))
    return { at, words: joined([...gone.map((one) => becameWords(tree, one)), ...fresh.map(freshWords)]) }
  })
}

/** Of a town that ended all below it did: the town is said. */
function tops(nodes: readonly TreeNode[]): TreeNode[] {
  const codes = new Set(nodes.map(({ code }) => code))
  return nodes.filter(({ parent }) => parent === null || !codes.has(parent))
}

function isUnder(tree: Pick<TreeRead, 'node' | 'past'>, code: string, codes: ReadonlySet<string>): boolean {
  for (let at: string | null = code; at !== null; at = everNode(tree, at)?.parent ?? null) if (codes.has(at)) return true
  return false
}

const named = ({ name, code }: TreeNode): Words => ({ zh: `${name}（${code}）`, en: `${name} (${code})` })

function becameWords(tree: Tree, was: TreeNode): Words {
  const heirs = tree.after(was.code).flatMap((one) => everNode(tree, one) ?? [])
  const { zh, en } = named(was)
  if (heirs.length === 0) return { zh: `${zh}撤销`, en: `${en} ended` }
  const into = heirs.map(named)
  return { zh: `${zh} → ${into.map((one) => one.zh).join('、')}`, en: `${en} → ${into.map((one) => one.en).join(', ')}` }
}

function freshWords(one: TreeNode): Words {
  const { zh, en } = named(one)
  return { zh: `${zh}设立`, en: `${en} set up` }
}

function joined(lines: readonly Words[]): Words {
  const first = lines.slice(0, said)
  const more = lines.length > said
  return {
    zh: `${first.map(({ zh }) => zh).join('；')}${more ? ` 等 ${lines.length} 处` : ''}`,
    en: `${first.map(({ en }) => en).join('; ')}${more ? ` … ${lines.length} in all` : ''}`,
  }
}
