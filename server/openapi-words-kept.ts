/** English summaries of what is kept beside the flow: scene layers, saved views. Part of `openapi-words.ts`. */
export const keptEnglish: Record<string, string> = {
  'GET /api/v1/event-views': 'Saved views of the list: the unit’s, then one’s own',
  'POST /api/v1/event-views': 'Save a filter of the list under a name, for oneself or for the unit',
  'POST /api/v1/event-views/{id}/change': 'Give a saved view another name or filter',
  'POST /api/v1/event-views/{id}/move': 'Move a saved view one step',
  'POST /api/v1/event-views/{id}/delete': 'Delete a saved view',
  'GET /api/v1/scene': 'Scene features of a box: hydrants, water sources, roads, shelters, footprints; GeoJSON',
  'GET /api/v1/scene/nearest': 'The nearest scene features of a kind, by distance',
  'GET /api/v1/scene/layers': 'Layers of scene features with their counts, dates and former states',
  'POST /api/v1/scene/layers/look': 'Look at a file of scene features (GeoJSON, CSV, XLSX): what taking it would do',
  'POST /api/v1/scene/layers/take': 'Take a file of scene features that was looked at as the next state of its layer',
  'POST /api/v1/scene/layers/{id}/roll-back': 'Bring a former state of a layer back',
}
