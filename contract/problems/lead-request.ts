/** Refusals of requests to another district to lead a case. Part of the catalogue (`contract/problem.ts`). */
export const leadRequestProblems = {
  'lead-request.not-lead': {
    status: 403,
    zh: '本事件由{lead}主责，只有主责区的值班席可以请求移交',
    en: '{lead} leads this event: only its duty desk may ask another district',
  },
  'lead-request.pending': {
    status: 409,
    zh: '已向{to}请求移交，等待答复或市级裁定',
    en: '{to} has been asked already; its answer or the city’s ruling is awaited',
  },
  'lead-request.not-concerned': {
    status: 422,
    zh: '证据没有指向该区，不能请求移交；可提请上级牵头',
    en: 'No evidence names this district: it cannot be asked; raise the case instead',
  },
  'lead-request.no-hub': {
    status: 409,
    zh: '{name}的值班岗位现在无人，请提请上级牵头',
    en: 'Nobody holds the duty post of {name} now; raise the case instead',
  },
  'lead-request.ruled': {
    status: 409,
    zh: '市级已裁定由{lead}主责，裁定为最终决定；情况有变时提请上级牵头',
    en: 'The city has ruled that {lead} leads, and its word is final; if things have changed, raise the case',
  },
  'lead-request.over': {
    status: 409,
    zh: '这次移交请求已经答复或裁定，请看最新进展',
    en: 'This request was answered or ruled on meanwhile: look at where it stands',
  },
  'lead-request.not-asked': { status: 403, zh: '只有被请求的区可以答复', en: 'Only the district that was asked may answer' },
  'lead-request.not-asker': { status: 403, zh: '只有请求的区可以撤回', en: 'Only the district that asked may withdraw' },
  'lead-request.not-city': { status: 403, zh: '由市级值班长裁定', en: 'The city’s duty post rules' },
} as const
