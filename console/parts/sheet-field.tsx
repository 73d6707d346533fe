import { type ReactNode, useState } from 'react'
import { FileButton } from '../../ui/file-button.tsx'
import { t } from '../messages.ts'
import { base64Of } from './base64-file.ts'

type Picked = { name: string; data: string | null }
/** A sheet somebody picked. `off`: why it cannot be sent yet, null when it can; `sheet`: its name and its bytes as base64. */
export type SheetPick = { sheet: { name: string; data: string } | null; off: string | null; pick(file: Picked): void }

/** What a form that takes in a sheet (CSV, XLSX) remembers of it. */
export function useSheet(): SheetPick {
  const [file, pick] = useState<Picked | null>(null)
  const sheet = file?.data ? { name: file.name.slice(-120), data: file.data } : null
  return { sheet, off: sheet ? null : t(file ? 'catalogue.too-large' : 'admin.fill-in'), pick }
}

/** The file of a sheet; `onPick`: another one is being read. */
export function SheetField({ pick, onPick }: { pick: SheetPick['pick']; onPick: () => void }): ReactNode {
  return (
    <FileButton
      label={t('catalogue.file')}
      accept=".csv,.xlsx"
      onPick={(given) => {
        onPick()
        void base64Of(given).then((data) => pick({ name: given.name, data }))
      }}
    />
  )
}
