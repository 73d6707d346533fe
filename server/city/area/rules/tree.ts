import type { Line } from '../types.ts'

/** A split tree ready for lookup: per node a, b, c of its line and the references below; a reference < 0 is the leaf −1 − reference. */
export type Tree = { root: number; lines: Float64Array; below: Int32Array }

/** The reference that stands for a leaf. */
export const leafRef = (leaf: number): number => -1 - leaf

/** A split tree while it grows. */
export class TreeDraft {
  readonly #lines: number[] = []
  readonly #below: number[] = []

  /** Makes room for a node and answers its reference. */
  add(): number {
    this.#lines.push(0, 0, 0)
    this.#below.push(-1, -1)
    return this.#below.length / 2 - 1
  }

  /** Fills a node: its line and the references on its low and high side. */
  set(node: number, line: Line, low: number, high: number): void {
    this.#lines[3 * node] = line.a
    this.#lines[3 * node + 1] = line.b
    this.#lines[3 * node + 2] = line.c
    this.#below[2 * node] = low
    this.#below[2 * node + 1] = high
  }

  /** The finished tree; leaves may be renamed on the way. */
  finish(root: number, rename: (leaf: number) => number = (leaf) => leaf): Tree {
    const below = Int32Array.from(this.#below, (ref) => (ref < 0 ? leafRef(rename(-1 - ref)) : ref))
    return { root: root < 0 ? leafRef(rename(-1 - root)) : root, lines: Float64Array.from(this.#lines), below }
  }
}

/** The leaf a point falls to: one comparison per level, and always exactly one leaf, also on a border (it belongs to the high side). */
export function findLeaf({ root, lines, below }: Tree, x: number, y: number): number {
  let ref = root
  while (ref >= 0) {
    const low = lines[3 * ref]! * x + lines[3 * ref + 1]! * y - lines[3 * ref + 2]! < 0
    ref = below[2 * ref + (low ? 0 : 1)]!
  }
  return -1 - ref
}
