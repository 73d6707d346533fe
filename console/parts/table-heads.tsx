import type { ReactNode } from 'react'

/** The head of a plain table; `numbers`: the labels that stand over columns of numbers. */
export function TableHeads({ labels, numbers = [] }: { labels: readonly string[]; numbers?: readonly string[] }): ReactNode {
  return (
    <thead>
      <tr>
        {labels.map((label) => (
          <th key={label} scope="col" className={numbers.includes(label) ? 'num' : ''}>
            {label}
          </th>
        ))}
      </tr>
    </thead>
  )
}
