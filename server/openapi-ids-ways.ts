/** Names of the operations on ways that are closed. Part of `openapi-ids.ts`. */
export const wayIds: Readonly<Record<string, string>> = {
  'GET /api/v1/way-closures': 'way-closures.list',
  'POST /api/v1/work-orders/{id}/way-close': 'way-closures.close',
  'POST /api/v1/work-orders/{id}/way-needless': 'way-closures.say-needless',
  'POST /api/v1/work-orders/{id}/way-tell': 'way-closures.tell',
  'POST /api/v1/way-closures/{id}/ask-lift': 'way-closures.ask-lift',
  'POST /api/v1/way-closures/{id}/lift': 'way-closures.lift',
  'POST /api/v1/way-closures/{id}/hand-over': 'way-closures.hand-over',
}
