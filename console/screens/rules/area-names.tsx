import { useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { codeOf } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { areaQuery } from '../../queries.ts'

/** Areas by their names; a code whose name is not known yet stands as it is. */
export function AreaNames({ paths }: { paths: readonly string[] }): ReactNode {
  const found = useQueries({ queries: paths.map((path) => areaQuery(codeOf(path))) })
  return paths.map((path, i) => found[i]?.data?.name ?? codeOf(path)).join(t('rules.and'))
}
