/** English summaries of base maps that are brought in. Part of `openapi-words.ts`. */
export const baseMapEnglish: Record<string, string> = {
  'GET /api/v1/base-maps': 'Base maps brought in for one’s areas: in force, waiting, former and refused ones',
  'POST /api/v1/base-maps': 'Say whose base map is about to be sent, under which licence, in which system; answers with its id',
  'PUT /api/v1/base-maps/{id}/bytes': 'Send a piece of a PMTiles file; with the last one it is looked through',
  'GET /api/v1/base-maps/{id}/tiles/{z}/{x}/{y}': 'A tile of a base map that is not in force, to look at',
  'POST /api/v1/base-maps/{id}/enforce': 'Put a base map in force for its area, also one from before',
  'POST /api/v1/base-maps/{id}/withdraw': 'Take a base map out of force',
  'POST /api/v1/base-maps/{id}/discard': 'Discard a base map that is not in force',
}
