import type { TreeNode } from '../types.ts'

/** The code of an area and of all above it, from below; empty of an unknown one. */
export function lineUp(tree: { node(code: string): TreeNode | null }, code: string): string[] {
  const line: string[] = []
  for (let node = tree.node(code); node; node = node.parent === null ? null : tree.node(node.parent)) line.push(node.code)
  return line
}
