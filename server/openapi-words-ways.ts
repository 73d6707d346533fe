/** English summaries of ways that are closed. Part of `openapi-words.ts`. */
export const wayEnglish: Record<string, string> = {
  'GET /api/v1/way-closures': 'Ways (waterways, roads) that are closed now, of cases one sees, the longest closed first',
  'POST /api/v1/work-orders/{id}/way-close': 'Order that a way is closed: which reach, in km, and its line',
  'POST /api/v1/work-orders/{id}/way-needless': 'Say with a reason that a way the plan wants closed need not be',
  'POST /api/v1/work-orders/{id}/way-tell': 'Write down that somebody the plan names was told',
  'POST /api/v1/way-closures/{id}/ask-lift': 'Ask that a way be opened, with everything ticked that the plan names',
  'POST /api/v1/way-closures/{id}/lift': 'Open a way as a second person, or refuse to with a reason',
  'POST /api/v1/way-closures/{id}/hand-over': 'Let the case close while the way is closed: who sees to it, and why',
}
