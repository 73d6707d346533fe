import type { TreeNode, TreeRead } from '../types.ts'

/** The areas of a tier under a node, itself included. */
export function areasUnder(tree: Pick<TreeRead, 'node'>, node: TreeNode, tier: TreeNode['tier']): TreeNode[] {
  if (node.tier === tier) return [node]
  return node.children.flatMap((code) => {
    const child = tree.node(code)
    return child ? areasUnder(tree, child, tier) : []
  })
}
