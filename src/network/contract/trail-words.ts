// How the trail calls the network's records.
import { describes } from '#audit/contract';

describes('network.organization', { noun: 'organization', permission: 'network.view-organizations' });
describes('network.site', {
  noun: 'site',
  fields: { time_zone: 'time zone', operating_model: 'operating model', institution_id: 'institution' },
});
describes('network.opening_hours', { noun: 'opening hours', name: 'weekday' });
describes('network.holiday', { noun: 'holiday', fields: { on_date: 'date' } });
