// Which dataset a file is, and when a choice of files cannot be sent.
import { describe, expect, it } from 'vitest';
import { domainOf, faultOfFiles } from './chosen-files.ts';

const file = (name: string, size = 8) => ({ name, size });

describe('files of an SDTM import', () => {
  it('knows a dataset by its name, alone or at the end of a longer one', () => {
    expect(['dm.csv', 'DM.CSV', 'abc-301_dm.csv', 'suppdm.csv', 'dm.xpt', 'sv.csv'].map(domainOf)).toEqual([
      'DM',
      'DM',
      'DM',
      null,
      null,
      'SV',
    ]);
  });

  it('asks for participants and visits, refuses two of a name and too much at once', () => {
    expect(faultOfFiles([file('dm.csv'), file('sv.csv'), file('notes.txt')])).toBeUndefined();
    expect(faultOfFiles([file('sv.csv')])).toBe('DM');
    expect(faultOfFiles([file('dm.csv'), file('ae.csv')])).toBe('SV');
    expect(faultOfFiles([file('dm.csv'), file('DM.csv'), file('sv.csv')])).toBe('twice');
    expect(faultOfFiles([file('dm.csv', 30_000_001), file('sv.csv', 30_000_000)])).toBe('tooLarge');
    expect(faultOfFiles(Array.from({ length: 101 }, (_, at) => file(`${at}.csv`)))).toBe('tooMany');
  });
});
