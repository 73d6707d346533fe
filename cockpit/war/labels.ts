import type { XY } from '../../ui/project.ts'

/** A name in a picture: its middle, and how wide it is. */
export type Label = { id: string; text: string; at: XY; width: number }

/** The names that can stand beside each other without touching, in their order: one that would lie over an earlier one is left out. */
export function spread(labels: readonly Label[], line: number): Label[] {
  const kept: Label[] = []
  for (const label of labels) {
    const [x, y] = label.at
    const meets = kept.some(
      (one) => Math.abs(one.at[1] - y) < line && Math.abs(one.at[0] - x) < (one.width + label.width) / 2 + 8,
    )
    if (!meets) kept.push(label)
  }
  return kept
}
