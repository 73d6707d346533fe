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
  'object.request-waiting': {
    status: 409,
    zh: '“{name}”已有一项台账变更在等第二人确认：先确认、不同意或撤回',
    en: 'A change of “{name}” waits for a second person already: confirm, refuse or take it back first',
  },
  'object.request-state': { status: 409, zh: '这项提请已经处理过了', en: 'This request was answered already' },
  'object.request-own': { status: 403, zh: '只有提请的人能撤回', en: 'Only whoever asked takes it back' },
  'object.request-second': {
    status: 403,
    zh: '须由同级或上级的第二人确认，提请的人不能自己确认',
    en: 'A second person of the same tier or above answers it, never whoever asked',
  },
  'object.request-stale': {
    status: 409,
    zh: '要改的项在提请后已经变了：撤回后按现在的台账重新提请',
    en: 'What it changes is another by now: take it back and ask anew by the register as it is',
  },
} as const
