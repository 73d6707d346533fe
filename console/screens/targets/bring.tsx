import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ApiError } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { sendFile } from '../objects/documents/document-queries.ts'
import { sizeWords } from '../objects/documents/words.ts'
import { g } from './g.ts'

/** The paper of a piece of evidence, as it is on this computer; it may be left out. */
export function PaperField({ paper, onPaper }: { paper: File | null; onPaper: (paper: File | null) => void }): ReactNode {
  if (!paper) return <FileButton label={g('field.file')} accept=".pdf,image/*" onPick={onPaper} />
  return (
    <div className="row wrap">
      <span className="wrap-anywhere grow">
        {paper.name} <span className="meta">{sizeWords(paper.size)}</span>
      </span>
      <Button small kind="ghost" onPress={() => onPaper(null)}>
        {g('file.no')}
      </Button>
    </div>
  )
}

/** Sends a paper with what it shows; the same paper again changes nothing. `run` answers whether it is kept. */
export function useBring(plan: string) {
  const client = useQueryClient()
  const [state, setState] = useState<{ busy: boolean; problem: string | null }>({ busy: false, problem: null })
  const run = async (asked: Readonly<Record<string, string | undefined>>, paper: File): Promise<boolean> => {
    setState({ busy: true, problem: null })
    try {
      await sendFile(`/target-plans/${encodeURIComponent(plan)}/evidence`, asked, paper)
    } catch (error) {
      if (!(error instanceof ApiError) && !(error instanceof TypeError)) throw error
      setState({ busy: false, problem: error.message })
      return false
    }
    setState({ busy: false, problem: null })
    await client.invalidateQueries()
    return true
  }
  return { ...state, run, clear: () => setState({ busy: false, problem: null }) }
}
