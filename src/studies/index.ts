// The door of studies.
export { USDM_MAX_BYTES, readUsdm } from './formats/usdm/read-usdm.ts';
