// The simulated Face Age Change endpoint.
export { changeAges } from './supplier.ts';
export type { ResultFault, Script, Step } from './script.ts';
export { startEndpoint, type Call, type EndpointSettings, type SimulatedEndpoint } from './start-endpoint.ts';
// For servers that a test starts itself.
export { close, listen, readText } from './http.ts';
