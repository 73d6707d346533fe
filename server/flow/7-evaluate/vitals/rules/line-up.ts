import type { TreeNode } from '../types.ts'

/** The code of an area and of all above it, from below; of one that has ended as it stood, empty of an unknown one. */
export function lineUp(
  tree: { node(code: string): TreeNode | null; past?(code: string): TreeNode | null },
  code: string,
): string[] {
  const ever = (at: string): TreeNode | null => tree.node(at) ?? tree.past?.(at) ?? null
  const line: string[] = []
  for (let node = ever(code); node; node = node.parent === null ? null : ever(node.parent)) line.push(node.code)
  return line
}
