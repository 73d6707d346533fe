/** Refusals of changes by hand of what a risk model rates. Part of the catalogue (`contract/problem.ts`). */
export const ratedChangeProblems = {
  'object.reason-needed': {
    status: 422,
    zh: '“{zh}”关系风险等级，请写明变更原因（至少 {least} 个字）',
    en: '{en}: the risk follows from it, so the change needs a reason of at least {least} letters',
  },
  'object.proof-needed': {
    status: 422,
    zh: '“{zh}”往好的方向改，须附凭证（照片或已上传的图纸资料）',
    en: '{en}: a change for the better needs evidence (a photo, or a paper of the object)',
  },
  'object.proof-not-by-sheet': {
    status: 422,
    zh: '“{zh}”往好的方向改须附凭证，表格里附不了：请在对象页变更',
    en: '{en}: a change for the better needs evidence, which a sheet cannot carry: change it on the page of the object',
  },
} as const
