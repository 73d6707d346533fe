import { type ReactNode, useState } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { Look, type Looked } from '../documents/look.tsx'
import { t } from './words.ts'

export type Proof = { file: string; type: string }

/** What proves a change, each to be looked at. `hidden`: so many more than the reader may open. */
export function Proofs({ files, hidden = 0 }: { files: readonly Proof[]; hidden?: number }): ReactNode {
  const [looked, setLooked] = useState<Looked | null>(null)
  if (files.length + hidden === 0) return null
  return (
    <p className="row wrap">
      {files.map(({ file, type }, n) => (
        <Button
          key={file}
          small
          label={t('look', { n: n + 1 })}
          onPress={() => setLooked({ file, type, title: t('file', { n: n + 1 }) })}
        >
          {t('file', { n: n + 1 })}
        </Button>
      ))}
      {hidden > 0 && <span className="meta">{t('hidden', { n: hidden })}</span>}
      {looked && <Look paper={looked} onClose={() => setLooked(null)} />}
    </p>
  )
}
