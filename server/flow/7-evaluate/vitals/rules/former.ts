import { cityDay } from '../../../../kernel/calendar.ts'
import { everNode, type TreeNode, type TreeRead } from '../types.ts'

type Kin = Pick<TreeRead, 'before' | 'after' | 'lifeOf' | 'node' | 'past'>

/** The areas that became this one, all of each (迁移, 合并); one that was there before and took them in has a past of its own. */
export function wholeBefore(tree: Kin, code: string): TreeNode[] {
  const former = tree.before(code)
  const began = tree.lifeOf(code)?.from ?? 0
  const isWhole = former.every((one) => tree.after(one).length === 1 && (tree.lifeOf(one)?.to ?? 0) <= began)
  return isWhole ? former.flatMap((one) => everNode(tree, one) ?? []) : []
}

/** The same with those that became these, and so on: every code the place ever had, the newest first. */
export const everBefore = (tree: Kin, code: string): TreeNode[] =>
  wholeBefore(tree, code).flatMap((one) => [one, ...everBefore(tree, one.code)])

/** An area's code and all it ever had. */
export const codesEver = (tree: Kin, code: string): string[] => [code, ...everBefore(tree, code).map((one) => one.code)]

/** Under which paths lies what was told of a place whatever it was called: its own, and those of its former codes. */
export const pathsEver = (tree: Kin, { code, paths }: Pick<TreeNode, 'code' | 'paths'>): string[] => [
  ...paths,
  ...everBefore(tree, code).flatMap((one) => one.paths),
]

/** A tree in which an area has, of times before it was there, as much below it as the areas that became it. */
export function joinedTree(tree: TreeRead, code: string): TreeRead {
  const codes = codesEver(tree, code)
  if (codes.length === 1) return tree
  return {
    ...tree,
    countUnderAt: (of, tier, at, until) =>
      (of === code ? codes : [of]).reduce((sum, one) => sum + tree.countUnderAt(one, tier, at, until), 0),
  }
}

/**
 * 区划变动: the moments (ms) after `from` and before `until` at which areas came or went under one, or it took another in, or that befell those it was
 * before. What lies on both sides of one is not of the same place.
 */
export function changesOf(tree: Kin & Pick<TreeRead, 'changesUnder'>, code: string, from: number, until: number): number[] {
  const moments = codesEver(tree, code).flatMap((one) => [
    ...tree.changesUnder(one, from, until),
    ...tree.before(one).flatMap((was) => tree.lifeOf(was)?.to ?? []),
  ])
  return [...new Set(moments)].filter((at) => from < at && at < until).sort((one, other) => one - other)
}

type Stretch = { from: number; until: number; zone: string }

/** The days on which that was: what must be said wherever a number stands beside one of before. */
export const changeDays = (tree: Kin & Pick<TreeRead, 'changesUnder'>, code: string, { from, until, zone }: Stretch): string[] =>
  changesOf(tree, code, from, until).map((moment) => cityDay(new Date(moment), zone))
