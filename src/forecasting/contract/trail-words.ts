// How the trail calls forecasts.
import { describes } from '#audit/contract';

describes('forecasting.run', {
  noun: 'forecast',
  name: 'as_of',
  fields: {
    as_of: 'as of',
    part_of: 'part of',
    kernel_version: 'kernel',
    input_sha256: 'digest of the input',
    result_sha256: 'digest of the result',
    made_at: 'made at',
  },
  actions: { 'forecasting.run': 'made', 'forecasting.run-network': 'made', 'forecasting.refresh': 'made' },
});
