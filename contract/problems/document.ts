/** Refusals of papers of objects. Part of the catalogue (`contract/problem.ts`). */
export const documentProblems = {
  'document.kind': {
    status: 415,
    zh: '只收 PDF 和照片（JPEG、PNG、WebP）',
    en: 'Only PDF files and photos (JPEG, PNG, WebP) are taken',
  },
  'document.active': {
    status: 422,
    zh: '这份 PDF 里有脚本、表单提交或附件，不收；请另存为普通 PDF 后再传',
    en: 'This PDF holds a script, a form that sends, or an attachment: save it as a plain PDF and bring that',
  },
  'document.locked': {
    status: 422,
    zh: '这份 PDF 有密码或读不开，查不了里面有没有脚本，不收',
    en: 'This PDF is locked or cannot be read, so nobody can tell whether it holds a script',
  },
  'document.withdrawn': { status: 409, zh: '这份资料已撤下', en: 'This paper was withdrawn' },
  'document.past': { status: 422, zh: '有效期早于今天，请核对', en: 'Its last day is over already: check the date' },
} as const
